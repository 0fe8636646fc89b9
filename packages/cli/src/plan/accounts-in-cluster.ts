import type { ClusterConfig, IamServiceAccount } from '../cluster-config/cluster-config.ts'

/** A ServiceAccount that is to be there. An associated one has its role from EKS, and so no annotation. */
export type AccountInCluster = IamServiceAccount & { readonly isAssociated?: true }

/** The ServiceAccounts that the file wants in the cluster. */
export function accountsInCluster({ iam }: ClusterConfig): AccountInCluster[] {
  const { serviceAccounts = [], podIdentityAssociations = [] } = iam ?? {}
  return [
    ...serviceAccounts.filter(({ roleOnly }) => !roleOnly),
    ...podIdentityAssociations
      .filter(({ createServiceAccount }) => createServiceAccount)
      .map(({ namespace, serviceAccountName: name }): AccountInCluster => {
        return { metadata: { namespace, name }, isAssociated: true }
      }),
  ]
}
