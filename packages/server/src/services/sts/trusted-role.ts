import { parseArn } from '@rolecall/core'
import type { CompiledPolicy } from '@rolecall/policy'
import { compiledPolicies } from '../../callers/compiled-policies.ts'
import { type Role, roles } from '../../records/role.ts'
import type { Reader } from '../../store/store.ts'
import { stsFaults } from './faults.ts'

/**
 * A role with its compiled trust policy, or `undefined` when no role has this ARN.
 *
 * @throws Fault ValidationError for text that is no ARN
 */
export async function trustedRole(
  arn: string,
  reader: Reader,
): Promise<{ role: Role; trust: CompiledPolicy } | undefined> {
  const parsed = parseArn(arn)
  if (!parsed?.resource) throw stsFaults.validation(`${arn} is invalid`)
  const name = parsed.resource.split('/').at(-1)
  if (parsed.service !== 'iam' || !parsed.resource.startsWith('role/') || !name) return undefined
  const role = await reader.get(roles, [parsed.account, name.toLowerCase()])
  if (role?.arn !== arn) return undefined
  const [trust] = compiledPolicies(role, 'trust', () => [
    { label: `trust policy of ${arn}`, kind: 'trust', ...role.trust },
  ])
  return { role, trust: trust as CompiledPolicy }
}
