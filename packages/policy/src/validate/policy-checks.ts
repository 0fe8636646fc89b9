import type { PolicyKind } from '../document/policy-kinds.ts'
import { policyQuotas } from '../refuse/policy-quotas.ts'
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
  size('POLICY_SIZE_EXCEEDS_IDENTITY_POLICY_QUOTA', 'warning', 'identity'),
  size('POLICY_SIZE_EXCEEDS_IDENTITY_POLICY_QUOTA', 'warning', 'boundary'),
  size('POLICY_SIZE_EXCEEDS_ROLE_TRUST_POLICY_QUOTA', 'warning', 'trust'),
  size('POLICY_SIZE_EXCEEDS_SCP_QUOTA', 'error', 'scp'),
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

function size(code: string, severity: Check['severity'], kind: Exclude<PolicyKind, 'resource'>): Check {
  const quota = policyQuotas[kind]
  return {
    code,
    severity,
    kinds: [kind],
    find({ text }, say) {
      const characters = policySize(text, quota.countsWhiteSpace)
      if (characters > quota.characters) {
        say(`the policy has ${characters} characters, the quota is ${quota.characters}`, {
          path: [],
          start: 0,
          end: 0,
        })
      }
    },
  }
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
