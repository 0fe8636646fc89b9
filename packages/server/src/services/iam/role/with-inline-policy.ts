import { policyQuotas } from '@rolecall/policy'
import type { Role } from '../../../records/role.ts'
import { iamFaults } from '../faults.ts'
import { refuseMalformed } from '../refuse-malformed.ts'

const quota = policyQuotas['inline-role']

/**
 * A role's inline policies with one put among them. Together they share one quota, of characters that are not
 * white space.
 *
 * @throws Fault LimitExceeded, MalformedPolicyDocument
 */
export function withInlinePolicy(role: Role, name: string, document: string): Role['inline'] {
  const inline = { ...role.inline, [name]: document }
  const size = Object.values(inline).reduce((sum, one) => sum + one.replace(/\s/g, '').length, 0)
  if (size > quota.characters) {
    throw iamFaults.limitExceeded(
      `Maximum policy size of ${quota.characters} bytes exceeded for role ${role.name}`,
    )
  }
  refuseMalformed(document, 'identity', quota)
  return inline
}
