import { parseArn } from '@rolecall/core'
import {
  associatedRoles,
  associatedServiceAccounts,
  associationTokens,
  type PodIdentityAssociation,
  podIdentityAssociations,
} from '../../../records/pod-identity-association.ts'
import type { Transaction } from '../../../store/store.ts'

/** The records of an association, which are written and deleted together. */
export const keptAssociations = {
  keep: keepAssociation,
  forget: forgetAssociation,
}

/**
 * Writes an association, and by what it is found: its ServiceAccount, its roles, the token it was made under.
 *
 * @param before what it was before this change.
 */
async function keepAssociation(
  association: PodIdentityAssociation,
  before: PodIdentityAssociation | undefined,
  transaction: Transaction,
): Promise<void> {
  if (before) await forgetAssociation(before, transaction)
  const { clusterId, id, namespace, serviceAccount, created } = association
  await transaction.put(podIdentityAssociations, [clusterId, id], association)
  await transaction.put(associatedServiceAccounts, serviceAccountKey(association), { associationId: id })
  for (const key of roleKeys(association)) {
    await transaction.put(associatedRoles, key, { clusterId, namespace, serviceAccount })
  }
  if (created) await transaction.put(associationTokens, [clusterId, created.token], { associationId: id })
}

/** Deletes an association, and by what it was found: no pod is given credentials by it from then on. */
async function forgetAssociation(
  association: PodIdentityAssociation,
  transaction: Transaction,
): Promise<void> {
  const { clusterId, id, created } = association
  await transaction.delete(podIdentityAssociations, [clusterId, id])
  await transaction.delete(associatedServiceAccounts, serviceAccountKey(association))
  for (const key of roleKeys(association)) await transaction.delete(associatedRoles, key)
  if (created) await transaction.delete(associationTokens, [clusterId, created.token])
}

type ServiceAccountKey = [string, 'exact' | 'pattern', string, string]

function serviceAccountKey(association: PodIdentityAssociation): ServiceAccountKey {
  const { clusterId, namespace, serviceAccount } = association
  const kind = `${namespace}${serviceAccount}`.includes('*') ? 'pattern' : 'exact'
  return [clusterId, kind, namespace, serviceAccount]
}

/** Of roles of its own account alone: when another account makes or changes a role is nobody's business here. */
function roleKeys({ account, clusterId, id, roleArn, targetRoleArn }: PodIdentityAssociation) {
  return [roleArn, targetRoleArn].flatMap((arn) => {
    const role = arn === undefined ? undefined : parseArn(arn)
    const name = role?.resource.split('/').at(-1)?.toLowerCase()
    const key: [string, string, string, string] = [account, name ?? '', clusterId, id]
    return role?.account === account && name ? [key] : []
  })
}
