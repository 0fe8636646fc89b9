import { EKSClient, RegisterClusterCommand, type RegisterClusterCommandInput } from '@aws-sdk/client-eks'
import { CreateOpenIDConnectProviderCommand, CreateRoleCommand, IAMClient } from '@aws-sdk/client-iam'
import { AssumeRoleWithWebIdentityCommand, STSClient } from '@aws-sdk/client-sts'
import {
  PutClusterIssuer$,
  type PutClusterIssuerRequest,
  type PutClusterIssuerResponse,
} from '../../../src/services/eks/connected-cluster/put-cluster-issuer-schema.ts'
import { extensionCommand } from '../../extension-command.ts'
import { testAudience } from '../../start-test-issuer.ts'
import type { Credentials, TestServer } from '../../start-test-server.ts'
import { outcome, policy } from '../sts/sts-calls.ts'

export const connectorConfig = {
  roleArn: 'arn:aws:iam::111122223333:role/AmazonEKSConnectorAgentRole',
  provider: 'OTHER',
} as const

interface As {
  readonly credentials?: Credentials
  readonly region?: string
}

const PutClusterIssuerCommand = extensionCommand(PutClusterIssuer$)

export const register = (
  server: TestServer,
  name: string,
  { credentials, region, ...input }: As & Partial<RegisterClusterCommandInput> = {},
) => {
  const as = { ...(credentials ? { credentials } : {}), ...(region ? { region } : {}) }
  return server.client(EKSClient, as).send(new RegisterClusterCommand({ name, connectorConfig, ...input }))
}

export const putIssuer = async (
  server: TestServer,
  { credentials, region, ...input }: As & PutClusterIssuerRequest,
): Promise<PutClusterIssuerResponse> => {
  const as = { ...(credentials ? { credentials } : {}), ...(region ? { region } : {}) }
  const output: unknown = await server.client(EKSClient, as).send(new PutClusterIssuerCommand(input) as never)
  return output as PutClusterIssuerResponse
}

/** Makes a provider for an issuer, and a role that everybody of that issuer may assume. */
export async function federate(
  server: TestServer,
  issuer: string,
  RoleName: string,
  credentials = server.credentials,
): Promise<string> {
  const iam = server.client(IAMClient, { credentials })
  const { OpenIDConnectProviderArn: Federated } = await iam.send(
    new CreateOpenIDConnectProviderCommand({ Url: issuer, ClientIDList: [testAudience] }),
  )
  const AssumeRolePolicyDocument = policy({
    Effect: 'Allow',
    Principal: { Federated },
    Action: 'sts:AssumeRoleWithWebIdentity',
  })
  const { Role } = await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument }))
  return Role?.Arn ?? ''
}

/** `ok`, or how a token is refused. */
export const exchange = (server: TestServer, RoleArn: string, WebIdentityToken: string) =>
  outcome(
    server
      .client(STSClient)
      .send(new AssumeRoleWithWebIdentityCommand({ RoleArn, RoleSessionName: 'pod', WebIdentityToken })),
  )
