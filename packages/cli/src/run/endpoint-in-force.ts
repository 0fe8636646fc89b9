import type { AwsAccess } from '../aws/aws-access.ts'
import type { AwsOptions } from '../aws/aws-options.ts'
import { isAwsEndpoint } from '../aws/is-aws-endpoint.ts'
import { stsEndpoint } from '../aws/sts-endpoint.ts'

/**
 * The endpoint to tell a process that may not read the caller's profile: the option's, or the profile's when no
 * variable says it already. Nothing for AWS itself.
 */
export async function endpointInForce(
  aws: AwsAccess,
  options: AwsOptions,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<string | undefined> {
  if (options.endpointUrl) return options.endpointUrl
  if (environment['AWS_ENDPOINT_URL'] || environment['AWS_ENDPOINT_URL_STS']) return undefined
  const endpoint = await stsEndpoint(await aws.sts())
  return isAwsEndpoint(endpoint) ? undefined : endpoint.href.replace(/\/$/, '')
}
