import type { ListAssociations } from './associations.ts'

export interface EksAccess {
  readonly clusterName: string
  readonly region?: string
  /** Where EKS answers, when it is not AWS's own. */
  readonly endpoint?: string
}

/** Lists associations by the EKS API, with the credentials of the SDK's default chain. */
export async function eksAssociations({
  clusterName,
  region,
  endpoint,
}: EksAccess): Promise<ListAssociations> {
  const { EKSClient, paginateListPodIdentityAssociations } = await import('@aws-sdk/client-eks')
  const client = new EKSClient({
    ...(region ? { region } : {}),
    ...(endpoint ? { endpoint } : {}),
    maxAttempts: 2,
  })
  return async (one, abortSignal) => {
    const found: { namespace: string; serviceAccount: string }[] = []
    const config = { client, pageSize: 100 }
    for await (const page of paginateListPodIdentityAssociations(
      config,
      { clusterName, ...one },
      { abortSignal },
    )) {
      for (const { namespace = '', serviceAccount = '' } of page.associations ?? [])
        found.push({ namespace, serviceAccount })
    }
    return found
  }
}
