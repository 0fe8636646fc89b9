import type { Finding } from './finding.ts'
import type { Policy } from './policy.ts'
import type { PolicyKind } from './policy-kinds.ts'
import { readPolicy } from './read-policy.ts'

export type ParsedPolicy =
  | { readonly ok: true; readonly policy: Policy }
  | { readonly ok: false; readonly findings: readonly Finding[] }

/**
 * Reads a policy's text. Never throws, whatever the text: malformed is a result, with each fault's place.
 *
 * A condition operator that nobody knows, or a date or address that cannot be read, does not fail here:
 * stored policies must stay evaluable, and such a condition counts against the caller in {@link decide}.
 * {@link refusePolicy} is what a service asks before it stores a policy.
 *
 * @example
 * const parsed = parsePolicy('{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:GetObject","Resource":"*"}}', 'identity')
 * if (parsed.ok) compilePolicy(parsed.policy, 'arn:aws:iam::111122223333:policy/read')
 * else for (const { line, column, message } of parsed.findings) console.log(`${line}:${column} ${message}`)
 */
export function parsePolicy(text: string, kind: PolicyKind): ParsedPolicy {
  const { policy, findings } = readPolicy(text, kind)
  return policy ? { ok: true, policy } : { ok: false, findings }
}
