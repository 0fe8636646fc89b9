import { injectedNames } from '@rolecall/core'
import type { WebhookSettings } from '../settings.ts'
import type { Wiring } from '../wiring.ts'

/** Variables that are given together: where a container has one of them, it is given none. */
export interface VariableGroup {
  readonly purpose: 'endpoint' | 'regional-sts' | 'region' | 'credentials'
  readonly variables: readonly { readonly name: string; readonly value: string }[]
}

/**
 * What a container of a ServiceAccount finds in its environment, in this order. `tokenFile` is where it reads its
 * token. Source: amazon-eks-pod-identity-webhook, `pkg/handler`.
 */
export function injectedVariables(
  wiring: Wiring,
  { endpoint, region, podIdentity }: Pick<WebhookSettings, 'endpoint' | 'region' | 'podIdentity'>,
  tokenFile: string,
): readonly VariableGroup[] {
  const [what, file] = injectedNames[wiring.method].variables
  const value = wiring.method === 'irsa' ? wiring.roleArn : podIdentity.credentialsUri
  const groups: VariableGroup[] = []
  const address = wiring.endpoint ?? endpoint
  if (address) {
    // The AWS SDK for Go reads the first too late for a pod's token, and would show it to AWS.
    groups.push(group('endpoint', { AWS_ENDPOINT_URL: address, AWS_ENDPOINT_URL_STS: address }))
  }
  if (wiring.regionalSts) {
    groups.push(group('regional-sts', { AWS_STS_REGIONAL_ENDPOINTS: 'regional' }))
  }
  if (region) groups.push(group('region', { AWS_DEFAULT_REGION: region, AWS_REGION: region }))
  groups.push(group('credentials', { [what]: value, [file]: tokenFile }))
  return groups
}

function group(purpose: VariableGroup['purpose'], values: Readonly<Record<string, string>>): VariableGroup {
  return { purpose, variables: Object.entries(values).map(([name, value]) => ({ name, value })) }
}
