import type { Finding } from '../document/finding.ts'
import type { PolicyKind } from '../document/policy-kinds.ts'
import { readPolicy } from '../document/read-policy.ts'
import { plainPolicy } from './plain-policy.ts'
import { type PolicyQuota, policyQuotas } from './policy-quotas.ts'
import { policySize } from './policy-size.ts'
import { refusals } from './refusals.ts'

export interface PolicyRefusal {
  readonly code: 'MalformedPolicyDocument' | 'LimitExceeded'
  /** AWS's own text. */
  readonly message: string
}

/** Findings of the reader that the service words in its own way; every other one is a syntax error. */
const messages: Readonly<Record<string, string>> = {
  SCP_SYNTAX_ERROR_PRINCIPAL: 'Policy document should not specify a principal.',
  UNSUPPORTED_PRINCIPAL: 'Policy document should not specify a principal.',
  ROLE_TRUST_POLICY_SYNTAX_ERROR_RESOURCE: 'Has prohibited field Resource',
  ROLE_TRUST_POLICY_SYNTAX_ERROR_NOTPRINCIPAL: 'Has prohibited field NotPrincipal',
  MISSING_PRINCIPAL: 'Missing required field Principal',
}
/** Said later, after other things have been looked at; so is an effect in other case. */
const later: ReadonlySet<string> = new Set(['MISSING_ACTION', 'MISSING_RESOURCE'])
const organizationText =
  'The provided policy document does not meet the requirements of the specified policy type.'
const allowedCharacters = /^[\t\n\r\u0020-\u00ff]*$/

/**
 * What the service says when asked to store a policy: `undefined` when it would take it. Never throws.
 *
 * @param quota how long it may be, when it is not the usual for its kind, such as `policyQuotas['inline-role']`;
 *   inline policies of one identity share theirs, so the caller hands in what is left.
 * @example
 * refusePolicy('{"Statement":[]}', 'identity') // { code: 'MalformedPolicyDocument', message: 'Syntax errors in policy.' }
 */
export function refusePolicy(
  text: string,
  kind: PolicyKind,
  quota: PolicyQuota | undefined = kind === 'resource' ? undefined : policyQuotas[kind],
): PolicyRefusal | undefined {
  if (typeof text !== 'string') return malformed('Syntax errors in policy.')
  if (quota && policySize(text, quota.countsWhiteSpace) > quota.characters) {
    return { code: 'LimitExceeded', message: `Cannot exceed quota for ${quota.name}: ${quota.characters}` }
  }
  if (!allowedCharacters.test(text)) return malformed('Syntax errors in policy.')
  const wrongCase = ({ code, start, end }: Finding) =>
    code === 'INVALID_EFFECT' && /^"(?:allow|deny)"$/i.test(text.slice(start, end))
  const findings = readPolicy(text, kind).findings.filter((one) => !later.has(one.code) && !wrongCase(one))
  const structural = findings.find((finding) => messages[finding.code] === undefined)
  if (structural) return malformed('Syntax errors in policy.')
  const worded = findings[0] && messages[findings[0].code]
  if (worded) return malformed(kind === 'scp' || kind === 'rcp' ? organizationText : worded)
  const policy = plainPolicy(text)
  for (const refusal of refusals) {
    const message = refusal.kinds.includes(kind) ? refusal.refuse(policy) : undefined
    if (message !== undefined) return malformed(kind === 'scp' || kind === 'rcp' ? organizationText : message)
  }
  return undefined
}

function malformed(message: string): PolicyRefusal {
  return { code: 'MalformedPolicyDocument', message }
}
