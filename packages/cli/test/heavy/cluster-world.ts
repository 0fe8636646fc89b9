import { CreateRoleCommand, IAMClient } from '@aws-sdk/client-iam'
import { AssumeRoleWithWebIdentityCommand, STSClient } from '@aws-sdk/client-sts'
import { fromIni } from '@aws-sdk/credential-providers'
import type { Ran } from '../e2e/ended.ts'
import { rolecall } from '../e2e/rolecall.ts'
import { serving } from '../e2e/serving.ts'

export const account = '111122223333'

export const providerOf = (issuer: string) =>
  `arn:aws:iam::${account}:oidc-provider/${issuer.replace(/^https?:\/\//, '')}`

/** A server, and what is asked of it about clusters. */
export interface ClusterWorld {
  readonly environment: Readonly<Record<string, string>>
  /** Runs `rolecall cluster` as the administrator. */
  run(...args: string[]): Promise<Ran>
  /** What a client of the administrator is made with. */
  settings(): ReturnType<typeof settingsOf>
  /** A role that the ServiceAccount `default` may assume by the provider of an issuer. */
  role(name: string, issuer: string): Promise<string>
  /** What STS says to a token: `ok`, or the name of its error. */
  exchange(RoleArn: string, WebIdentityToken: string): Promise<string>
  stop(): Promise<void>
}

const settingsOf = (environment: Readonly<Record<string, string>>) => ({
  endpoint: environment['AWS_ENDPOINT_URL'] ?? '',
  region: 'us-east-1',
  credentials: fromIni({ profile: 'rolecall', filepath: environment['AWS_SHARED_CREDENTIALS_FILE'] ?? '' }),
})

export async function startClusterWorld(): Promise<ClusterWorld> {
  const { environment, stop } = await serving()
  const settings = () => settingsOf(environment)
  return {
    environment,
    run: (...args) => rolecall(['cluster', ...args], environment),
    settings,
    async role(name, issuer) {
      const AssumeRolePolicyDocument = JSON.stringify({
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Principal: { Federated: providerOf(issuer) },
            Action: 'sts:AssumeRoleWithWebIdentity',
          },
        ],
      })
      const command = new CreateRoleCommand({ RoleName: name, AssumeRolePolicyDocument })
      return (await new IAMClient(settings()).send(command)).Role?.Arn ?? ''
    },
    exchange(RoleArn, WebIdentityToken) {
      const { endpoint, region } = settings()
      const input = { RoleArn, RoleSessionName: 'pod', WebIdentityToken }
      const sts = new STSClient({ endpoint, region, maxAttempts: 1 })
      return sts.send(new AssumeRoleWithWebIdentityCommand(input)).then(
        () => 'ok',
        (error: Error) => error.name,
      )
    },
    stop,
  }
}
