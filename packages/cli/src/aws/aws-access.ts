import type { EKSClient } from '@aws-sdk/client-eks'
import type { IAMClient } from '@aws-sdk/client-iam'
import type { OrganizationsClient } from '@aws-sdk/client-organizations'
import type { STSClient } from '@aws-sdk/client-sts'
import { httpUrl } from '@rolecall/core'
import { Refusal } from '../refusal.ts'
import type { AwsOptions } from './aws-options.ts'

export interface AwsCredentials {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly sessionToken: string
}

/** AWS's clients by the SDK's default chain, each loaded and made when first asked for. */
export interface AwsAccess {
  eks(): Promise<EKSClient>
  iam(): Promise<IAMClient>
  /** By credentials of a session in place of those of the chain. */
  iamAs(credentials: AwsCredentials): Promise<IAMClient>
  /** By another profile than that of the chain. */
  iamOf(profile: string): Promise<IAMClient>
  organizations(): Promise<OrganizationsClient>
  sts(): Promise<STSClient>
  /** By credentials of a session in place of those of the chain. */
  stsAs(credentials: AwsCredentials): Promise<STSClient>
  /** By another profile than that of the chain. */
  stsOf(profile: string): Promise<STSClient>
}

export function awsAccess(options: AwsOptions): AwsAccess {
  const { profile, region, endpointUrl } = options
  if (endpointUrl !== undefined && !httpUrl(endpointUrl)) {
    throw new Refusal(`--endpoint-url ${endpointUrl} is no http or https address`)
  }
  if (profile !== undefined) {
    // The SDK reads a profile's endpoint_url only through the variable, and as with the AWS CLI a profile
    // that is named by hand wins over keys that happen to be in the environment.
    process.env['AWS_PROFILE'] = profile
    for (const name of ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN']) {
      delete process.env[name]
    }
  }
  const endpoint = endpointUrl ? { endpoint: endpointUrl } : {}
  const settings = once(async () => {
    if (region !== undefined) return { ...endpoint, region }
    try {
      const { STSClient } = await import('@aws-sdk/client-sts')
      return { ...endpoint, region: await new STSClient(endpoint).config.region() }
    } catch (error) {
      // AWS has no region to guess; a server of one's own mostly has this one, and says so when it has not.
      if (endpointUrl === undefined && !process.env['AWS_ENDPOINT_URL']) throw error
      return { ...endpoint, region: 'us-east-1' }
    }
  })
  return {
    eks: once(async () => new (await import('@aws-sdk/client-eks')).EKSClient(await settings())),
    iam: once(async () => new (await import('@aws-sdk/client-iam')).IAMClient(await settings())),
    iamAs: async (credentials) =>
      new (await import('@aws-sdk/client-iam')).IAMClient({ ...(await settings()), credentials }),
    iamOf: async (other) =>
      new (await import('@aws-sdk/client-iam')).IAMClient({ ...(await settings()), profile: other }),
    organizations: once(
      async () => new (await import('@aws-sdk/client-organizations')).OrganizationsClient(await settings()),
    ),
    sts: once(async () => new (await import('@aws-sdk/client-sts')).STSClient(await settings())),
    stsAs: async (credentials) =>
      new (await import('@aws-sdk/client-sts')).STSClient({ ...(await settings()), credentials }),
    stsOf: async (other) =>
      new (await import('@aws-sdk/client-sts')).STSClient({ ...(await settings()), profile: other }),
  }
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined
  return () => {
    made ??= make()
    return made
  }
}
