import type { Json } from '../json/json.ts'
import type { Present } from './present.ts'

type Place = Pick<Present, 'partition' | 'region' | 'account'>

/**
 * Who may assume the role of an association: EKS Pod Identity, and for this cluster alone. Source: EKS User Guide,
 * "Trust policy for EKS Pod Identity"; the conditions keep other clusters of the account from it.
 */
export function podIdentityTrust(cluster: string, { partition, region, account }: Place): Json {
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'AllowEksAuthToAssumeRoleForPodIdentity',
        Effect: 'Allow',
        Principal: { Service: 'pods.eks.amazonaws.com' },
        Action: ['sts:AssumeRole', 'sts:TagSession'],
        Condition: {
          StringEquals: { 'aws:SourceAccount': account },
          ArnEquals: { 'aws:SourceArn': `arn:${partition}:eks:${region}:${account}:cluster/${cluster}` },
        },
      },
    ],
  }
}
