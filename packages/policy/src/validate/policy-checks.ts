import type { PolicyKind } from '../document/policy-kinds.ts'
import { type PolicyQuota, policyQuotas } from '../refuse/policy-quotas.ts'
import { policySize } from '../refuse/policy-size.ts'
import type { Check } from './check.ts'

const identityLike: readonly PolicyKind[] = ['identity', 'boundary', 'session', 'scp', 'rcp']

/** Findings about a policy as a whole and about its Sids. */
export const policyChecks: readonly Check[] = [
  {
    code: 'MISSING_VERSION',
    severity: 'warning',
    find({ versionIsWritten }, say) {
      const message = 'without Version the policy has 2008-10-17, where variables are plain text'
      if (!versionIsWritten) say(message, { path: [], start: 0, end: 0 })
    },
  },
  // Access Analyzer does not know whether a policy will be inline, and takes the quota of all of a role's together.
  size('POLICY_SIZE_EXCEEDS_IDENTITY_POLICY_QUOTA', 'warning', 'identity', policyQuotas['inline-role']),
  size('POLICY_SIZE_EXCEEDS_IDENTITY_POLICY_QUOTA', 'warning', 'boundary', policyQuotas.boundary),
  size('POLICY_SIZE_EXCEEDS_ROLE_TRUST_POLICY_QUOTA', 'warning', 'trust', policyQuotas.trust),
  size('POLICY_SIZE_EXCEEDS_SCP_QUOTA', 'error', 'scp', policyQuotas.scp),
  {
    code: 'POLICY_SIZE_EXCEEDS_RESOURCE_POLICY_QUOTA',
    severity: 'warning',
    kinds: ['resource'],
    find({ text }, say, { attachedTo }) {
      const quota = attachedTo?.quota
      if (quota) sayLong(policySize(utf8(text), quota.countsWhiteSpace), quota.bytes, say)
    },
  },
  sids('UNIQUE_SIDS_REQUIRED', 'error', identityLike),
  sids('UNIQUE_SIDS_RECOMMENDED', 'warning', ['resource', 'trust']),
  {
    code: 'UNSUPPORTED_SID',
    severity: 'error',
    kinds: identityLike,
    find({ statements }, say) {
      for (const { sid, path, start, end } of statements) {
        if (sid && !/^[A-Za-z0-9]*$/.test(sid))
          say(`the Sid "${sid}" may hold letters and digits only`, { path: [...path, 'Sid'], start, end })
      }
    },
  },
  {
    code: 'EMPTY_SID_VALUE',
    severity: 'suggestion',
    find({ statements }, say) {
      for (const { sid, path, start, end } of statements)
        if (sid === '') say('the Sid is empty', { path: [...path, 'Sid'], start, end })
    },
  },
  {
    code: 'REDUNDANT_STATEMENT',
    severity: 'suggestion',
    find({ statements, text }, say) {
      const seen = new Set<string>()
      for (const { path, start, end } of statements) {
        const { Sid: _, ...rest } = JSON.parse(text.slice(start, end)) as Record<string, unknown>
        const written = JSON.stringify(
          Object.entries(rest).sort(([left], [right]) => (left < right ? -1 : 1)),
        )
        if (seen.has(written)) say('an earlier statement says the same', { path, start, end })
        seen.add(written)
      }
    },
  },
]

function size(code: string, severity: Check['severity'], kind: PolicyKind, quota: PolicyQuota): Check {
  return {
    code,
    severity,
    kinds: [kind],
    find({ text }, say) {
      sayLong(policySize(text, quota.countsWhiteSpace), quota.characters, say)
    },
  }
}

function sayLong(size: number, quota: number, say: Parameters<Check['find']>[1]): void {
  if (size <= quota) return
  say(`the policy has ${size} characters, the quota is ${quota}`, { path: [], start: 0, end: 0 })
}

/** One character for each byte, so that what counts characters counts bytes. */
function utf8(text: string): string {
  return text.replace(/[^\0-\x7f]/gu, (character) => 'x'.repeat(new TextEncoder().encode(character).length))
}

function sids(code: string, severity: Check['severity'], kinds: readonly PolicyKind[]): Check {
  return {
    code,
    severity,
    kinds,
    find({ statements }, say) {
      const seen = new Set<string>()
      for (const { sid, path, start, end } of statements) {
        if (sid && seen.has(sid))
          say(`the Sid "${sid}" is given twice`, { path: [...path, 'Sid'], start, end })
        if (sid) seen.add(sid)
      }
    },
  }
}
