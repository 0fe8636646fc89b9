import { EKSClient, ListClustersCommand } from '@aws-sdk/client-eks'
import { type Credentials, startTestServer, type TestServer } from '../../start-test-server.ts'
import { documents } from './documents.ts'
import { admin, userWithKey } from './people.ts'

const account = '111122223333'
const allow = (...Action: string[]) => ({ Effect: 'Allow', Action, Resource: '*' })

/** A server on which nothing was used yet: users of a group that may list clusters, and a role that may too. */
export interface LastUseWorld {
  readonly server: TestServer
  /** In the path `/staff/`; may look at users, all of STS and read S3 as well. */
  readonly ann: Credentials
  readonly bob: Credentials
}

export const lastUseWorld = {
  arn: (resource: string) => `arn:aws:iam::${account}:${resource}`,
  policy: (...Statement: object[]) => JSON.stringify({ Version: '2012-10-17', Statement }),
  allow,
  listClusters: (server: TestServer, credentials: Credentials) =>
    server.client(EKSClient, { credentials }).send(new ListClustersCommand({})),
  async start(): Promise<LastUseWorld> {
    const { arn, policy } = lastUseWorld
    const server = await startTestServer()
    const PolicyArn = arn('policy/clusters')
    const app = { RoleName: 'app', AssumeRolePolicyDocument: documents.trust({ AWS: account }) }
    for (const [call, input] of [
      ['CreatePolicy', { PolicyName: 'clusters', PolicyDocument: policy(allow('eks:List*')) }],
      ['CreateGroup', { GroupName: 'team' }],
      ['AttachGroupPolicy', { GroupName: 'team', PolicyArn }],
      ['CreateRole', app],
      ['AttachRolePolicy', { RoleName: 'app', PolicyArn }],
    ] as const) {
      await admin(server, call, input)
    }
    const [ann, bob] = [await userWithKey(server, 'ann'), await userWithKey(server, 'bob')]
    for (const UserName of ['ann', 'bob'])
      await admin(server, 'AddUserToGroup', { UserName, GroupName: 'team' })
    await admin(server, 'UpdateUser', { UserName: 'ann', NewPath: '/staff/' })
    const PolicyDocument = policy(allow('iam:GetUser', 'sts:*', 's3:Get*'))
    await admin(server, 'PutUserPolicy', { UserName: 'ann', PolicyName: 'own', PolicyDocument })
    return { server, ann, bob }
  },
}
