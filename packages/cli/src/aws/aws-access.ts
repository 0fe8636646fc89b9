import type { EKSClient } from '@aws-sdk/client-eks'
import type { IAMClient } from '@aws-sdk/client-iam'
import type { STSClient } from '@aws-sdk/client-sts'
import { Refusal } from '../refusal.ts'
import type { AwsOptions } from './aws-options.ts'

/** AWS's clients by the SDK's default chain, each loaded and made when first asked for. */
export interface AwsAccess {
  eks(): Promise<EKSClient>
  iam(): Promise<IAMClient>
  sts(): Promise<STSClient>
}

export function awsAccess(options: AwsOptions): AwsAccess {
  const { profile, region, endpointUrl } = options
  if (endpointUrl !== undefined && !/^https?:$/.test(URL.parse(endpointUrl)?.protocol ?? '')) {
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
  const settings = { ...(region ? { region } : {}), ...(endpointUrl ? { endpoint: endpointUrl } : {}) }
  return {
    eks: once(async () => new (await import('@aws-sdk/client-eks')).EKSClient(settings)),
    iam: once(async () => new (await import('@aws-sdk/client-iam')).IAMClient(settings)),
    sts: once(async () => new (await import('@aws-sdk/client-sts')).STSClient(settings)),
  }
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined
  return () => {
    made ??= make()
    return made
  }
}
