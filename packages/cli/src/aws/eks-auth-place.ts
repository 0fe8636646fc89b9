import type { AwsAccess } from './aws-access.ts'
import { eksEndpoint } from './eks-endpoint.ts'
import { isAwsEndpoint } from './is-aws-endpoint.ts'

type Environment = Readonly<Record<string, string | undefined>>

/**
 * What says where EKS Auth is, which the profile of an SDK does not: the option, the variables, and else the address
 * of EKS. A pod's token must not go to AWS because a profile alone names the server. AWS's own EKS is not where its
 * EKS Auth is.
 */
export async function eksAuthPlace(
  aws: Pick<AwsAccess, 'eks'>,
  { endpointUrl }: { readonly endpointUrl?: string | undefined },
  environment: Environment,
): Promise<{ readonly endpoint: string | undefined; readonly environment: Environment }> {
  const eks = await eksEndpoint(await aws.eks())
  const all = environment['AWS_ENDPOINT_URL'] || (isAwsEndpoint(eks) ? undefined : eks.href)
  return { endpoint: endpointUrl, environment: { ...environment, AWS_ENDPOINT_URL: all } }
}
