import type { IamServiceAccount } from '../cluster-config/cluster-config.ts'
import type { Json } from '../json/json.ts'
import type { Present } from './present.ts'
import { providerName } from './provider-name.ts'

/** Who may assume the role of a ServiceAccount, as eksctl writes it. */
export function trustPolicy(account: IamServiceAccount, issuer: string, present: Present): Json {
  const path = providerName(issuer)
  const { namespace = 'default', name } = account.metadata
  const audience = { [`${path}:aud`]: 'sts.amazonaws.com' }
  const subject = { [`${path}:sub`]: account.subjectPattern ?? `system:serviceaccount:${namespace}:${name}` }
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Federated: `arn:${present.partition}:iam::${present.account}:oidc-provider/${path}` },
        Action: 'sts:AssumeRoleWithWebIdentity',
        Condition: account.subjectPattern
          ? { StringEquals: audience, StringLike: subject }
          : { StringEquals: { ...subject, ...audience } },
      },
    ],
  }
}
