import type { AwsAccess } from '../aws/aws-access.ts'
import { associationsOf } from '../cluster/associations-of.ts'
import type { ClusterOptions } from '../cluster/cluster-options.ts'

/** Whether a ServiceAccount has an EKS Pod Identity association. */
export async function findAssociation(aws: AwsAccess, options: ClusterOptions): Promise<boolean> {
  const { done } = await associationsOf(await aws.eks(), options).next()
  return !done
}
