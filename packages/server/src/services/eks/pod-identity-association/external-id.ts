import type { PodIdentityAssociation } from '../../../records/pod-identity-association.ts'

type Named = Pick<PodIdentityAssociation, 'region' | 'account' | 'clusterName'>

/**
 * The `sts:ExternalId` by which a target role can tell one ServiceAccount of one cluster from all others. Made by
 * the server, so that nobody can ask for another's. The ServiceAccount is the pod's own where the association is of
 * a pattern.
 */
export function externalId(
  { region, account, clusterName }: Named,
  namespace: string,
  serviceAccount: string,
): string {
  return [region, account, clusterName, namespace, serviceAccount].join('/')
}
