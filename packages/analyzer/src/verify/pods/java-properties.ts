import type { Method } from '../verification.ts'

/** The variables that SDKs read, by the names of the AWS SDK for Java's own properties. */
export const javaProperties: Readonly<Record<Method, readonly [what: string, tokenFile: string]>> = {
  irsa: ['aws.roleArn', 'aws.webIdentityTokenFile'],
  'pod-identity': ['aws.containerCredentialsFullUri', 'aws.containerAuthorizationTokenFile'],
}
