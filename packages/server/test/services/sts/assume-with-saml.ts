import {
  AssumeRoleWithSAMLCommand,
  type AssumeRoleWithSAMLCommandInput,
  STSClient,
} from '@aws-sdk/client-sts'
import { type Issuing, testIdentityProvider } from '../../saml/test-identity-provider.ts'
import type { Credentials, TestServer } from '../../start-test-server.ts'

type Input = Partial<AssumeRoleWithSAMLCommandInput>

/** BASE64 ( SHA1 ( entityId + "111122223333" + "/corp" ) ), made with another tool. */
export const nameQualifier = 'Dv84MLhv57MQ5ORpuoeCSwve/qM='

/** The answer to an assertion of the identity provider of the tests. Throws what AWS's client throws. */
export function assumeWithSaml(server: TestServer, issuing: Partial<Issuing> = {}, input: Input = {}) {
  const { provider: PrincipalArn, role: RoleArn } = testIdentityProvider
  const SAMLAssertion = testIdentityProvider.issue({ now: server.now(), ...issuing })
  const command = new AssumeRoleWithSAMLCommand({ RoleArn, PrincipalArn, SAMLAssertion, ...input })
  return server.client(STSClient).send(command)
}

/** The credentials of the session. */
export async function samlSession(
  server: TestServer,
  issuing: Partial<Issuing>,
  input: Input = {},
): Promise<Credentials> {
  const { Credentials: made } = await assumeWithSaml(server, issuing, input)
  const { AccessKeyId = '', SecretAccessKey = '', SessionToken = '' } = made ?? {}
  return { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken }
}
