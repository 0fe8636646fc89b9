import {
  CreateRoleCommand,
  type CreateRoleCommandInput,
  CreateSAMLProviderCommand,
  type CreateSAMLProviderCommandInput,
  IAMClient,
} from '@aws-sdk/client-iam'
import type { TestServer } from '../start-test-server.ts'
import { testIdentityProvider } from './test-identity-provider.ts'

interface Federation {
  readonly provider?: Partial<CreateSAMLProviderCommandInput>
  readonly role?: Partial<CreateRoleCommandInput>
  /** Of the statement that trusts the provider. */
  readonly statement?: object
}

/** Registers the identity provider of the tests, and a role that trusts it. */
export async function prepareFederation(
  server: TestServer,
  { provider = {}, role = {}, statement = {} }: Federation = {},
): Promise<void> {
  const iam = server.client(IAMClient)
  const { SAMLProviderArn } = await iam.send(
    new CreateSAMLProviderCommand({
      Name: 'corp',
      SAMLMetadataDocument: testIdentityProvider.metadata(),
      ...provider,
    }),
  )
  const trust = {
    Effect: 'Allow',
    Principal: { Federated: SAMLProviderArn },
    Action: ['sts:AssumeRoleWithSAML', 'sts:TagSession', 'sts:SetSourceIdentity'],
    ...statement,
  }
  const AssumeRolePolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: [trust] })
  await iam.send(new CreateRoleCommand({ RoleName: 'federated', AssumeRolePolicyDocument, ...role }))
}
