import type { CompiledPolicy } from '@rolecall/policy'
import { compiledPolicies } from '../../../callers/compiled-policies.ts'
import { managedPolicy } from '../../../callers/identity-policies.ts'
import { findManagedPolicy } from '../../../records/find-managed-policy.ts'
import { groups } from '../../../records/group.ts'
import type { ServiceContext } from '../../service-context.ts'
import type { Identity } from '../identity/identity.ts'
import type { IdentityKind } from '../identity/identity-kind.ts'

/**
 * The policies that a user, group or role holds, users also those of their groups, named as AWS's simulator names
 * them: managed ones by their name, inline ones `role_NAME_POLICY`.
 */
export async function heldPolicies(
  { word }: Pick<IdentityKind, 'word'>,
  identity: Identity & { readonly groups?: readonly string[] },
  context: ServiceContext,
): Promise<readonly CompiledPolicy[]> {
  const { transaction, account } = context
  const inline = compiledPolicies(identity, 'simulation', () =>
    Object.entries(identity.inline).map(([name, document]) => ({
      label: `${word}_${identity.name}_${name}`,
      document,
      kind: 'identity',
    })),
  )
  const attached = await Promise.all(
    identity.attached.map(async (arn) => ({
      ...(await managedPolicy(arn, 'identity', transaction)),
      label: (await findManagedPolicy(transaction, arn))?.name ?? arn,
    })),
  )
  const inGroups = await Promise.all(
    (identity.groups ?? []).map(async (name) => {
      const group = await transaction.get(groups, [account, name])
      return group ? heldPolicies({ word: 'group' }, group, context) : []
    }),
  )
  return [...inline, ...attached, ...inGroups.flat()]
}
