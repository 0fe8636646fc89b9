import { CreateRoleCommand, IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam'
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts'
import type { AwsCredentialIdentity } from '@aws-sdk/types'
import type { ServingFor } from '../serving-for.ts'

/** What agent and webhook of one cluster need, and no more. */
const actions = [
  'eks-auth:AssumeRoleForPodIdentity',
  'eks:DescribeCluster',
  'eks:ListPodIdentityAssociations',
]

/** Makes the role of the nodes of a cluster, and answers credentials of it. */
export async function nodeCredentials(server: ServingFor, cluster: string): Promise<AwsCredentialIdentity> {
  const iam = server.client(IAMClient)
  const RoleName = `node-of-${cluster}`
  const document = (statement: object) => JSON.stringify({ Version: '2012-10-17', Statement: [statement] })
  const { Role } = await iam.send(
    new CreateRoleCommand({
      RoleName,
      AssumeRolePolicyDocument: document({
        Effect: 'Allow',
        Principal: { AWS: 'arn:aws:iam::111122223333:root' },
        Action: 'sts:AssumeRole',
      }),
    }),
  )
  await iam.send(
    new PutRolePolicyCommand({
      RoleName,
      PolicyName: 'pod-identity',
      PolicyDocument: document({
        Effect: 'Allow',
        Action: actions,
        Resource: `arn:aws:eks:us-east-1:111122223333:cluster/${cluster}`,
      }),
    }),
  )
  const { Credentials } = await server
    .client(STSClient)
    .send(new AssumeRoleCommand({ RoleArn: Role?.Arn, RoleSessionName: 'node' }))
  const { AccessKeyId = '', SecretAccessKey = '', SessionToken = '' } = Credentials ?? {}
  return { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken }
}
