import { partitionOf } from '@rolecall/core'
import { parseEndpoint } from './parse-endpoint.ts'

/**
 * The dual-stack suffix of a partition, or its plain suffix where it has none. Source: the endpoint rules of
 * EKS Auth, model 2023-11-26.
 */
const suffixes: Readonly<Record<string, string>> = {
  aws: 'api.aws',
  'aws-cn': 'api.amazonwebservices.com.cn',
  'aws-us-gov': 'api.aws',
  'aws-iso': 'c2s.ic.gov',
  'aws-iso-b': 'sc2s.sgov.gov',
  'aws-iso-e': 'cloud.adc-e.uk',
  'aws-iso-f': 'csp.hci.ic.gov',
  'aws-eusc': 'api.amazonwebservices.eu',
}

/** Where EKS Auth is: an option, then the variables that every SDK reads, then AWS's own address. */
export function eksAuthEndpoint(
  given: string | undefined,
  region: string,
  environment: Readonly<Record<string, string | undefined>>,
): URL {
  const { AWS_ENDPOINT_URL_EKS_AUTH: own, AWS_ENDPOINT_URL: all } = environment
  const suffix = suffixes[partitionOf(region)] ?? 'api.aws'
  return parseEndpoint(given || own || all || `https://eks-auth.${region}.${suffix}`)
}
