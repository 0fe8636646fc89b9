import { type PrincipalType, parsePolicy } from '@rolecall/policy'
import type { ServiceContext } from '../../service-context.ts'
import { iamFaults } from '../faults.ts'
import { awsPrincipal, type Found } from './aws-principal.ts'

/**
 * Who each type of principal may be in a trust policy, as far as its form leaves that open. AWS knows its
 * services by name; we know what their names look like. Like AWS we do not ask that an identity provider be
 * there before a role names it.
 */
const finders: Readonly<
  Record<PrincipalType, (text: string, context: ServiceContext) => Promise<Found> | Found>
> = {
  AWS: awsPrincipal,
  CanonicalUser: () => ({ exists: false }),
  Federated: () => ({ exists: true }),
  Service: (text) => ({
    exists: /^[a-z0-9.-]+\.(amazonaws\.com(\.cn)?|amazon\.com|aws\.internal)$/.test(text),
  }),
}

/**
 * The unique ids of the roles and users that a trust policy names, by their ARNs, as they are now.
 *
 * @throws Fault MalformedPolicyDocument for a principal that does not exist in this installation.
 */
export async function boundPrincipals(
  document: string,
  context: ServiceContext,
): Promise<Record<string, string>> {
  const parsed = parsePolicy(document, 'trust')
  if (!parsed.ok) throw new Error('the document of a trust policy is checked before its principals')
  const ids: Record<string, string> = {}
  for (const { principal } of parsed.policy.statements) {
    for (const { type, term } of principal?.entries ?? []) {
      const found = await finders[type](term.value, context)
      if (!found.exists) throw iamFaults.invalidPrincipal(type, term.value)
      if (found.id !== undefined) ids[term.value] = found.id
    }
  }
  return ids
}
