import { fromIni } from '@aws-sdk/credential-providers'
import type { AwsCredentialIdentity, AwsCredentialIdentityProvider } from '@aws-sdk/types'
import { type Serving, serving } from '../compat/serving.ts'
import type { ControlPlane } from './control-plane/start-control-plane.ts'

interface ClientOptions {
  readonly endpoint: string
  readonly region: string
  readonly credentials: AwsCredentialIdentity | AwsCredentialIdentityProvider
}

export interface ServingFor extends Serving {
  /** A client of an AWS SDK, as the administrator unless it is given other credentials. */
  client<Client>(
    type: new (options: ClientOptions) => Client,
    credentials?: AwsCredentialIdentity | AwsCredentialIdentityProvider,
  ): Client
}

/**
 * A server as a process of its own. It trusts the authority of a control plane as it would a public one, if it is given
 * one, and otherwise has to be told.
 */
export async function servingFor(controlPlane?: Pick<ControlPlane, 'authorityFile'>): Promise<ServingFor> {
  const trust = controlPlane === undefined ? {} : { NODE_EXTRA_CA_CERTS: controlPlane.authorityFile }
  const server = await serving(undefined, trust)
  const filepath = server.environment['AWS_SHARED_CREDENTIALS_FILE'] ?? ''
  const administrator = fromIni({ profile: 'rolecall', filepath })
  return {
    ...server,
    client: (type, credentials = administrator) =>
      new type({ endpoint: server.url, region: 'us-east-1', credentials }),
  }
}
