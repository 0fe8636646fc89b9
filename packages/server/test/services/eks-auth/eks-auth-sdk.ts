import { EKSClient, type EKSClientConfig } from '@aws-sdk/client-eks'
import { makeBuilder } from '@smithy/core/client'
import { getEndpointPlugin } from '@smithy/core/endpoints'
import {
  AssumeRoleForPodIdentity$,
  type AssumeRoleForPodIdentityRequest,
  type AssumeRoleForPodIdentityResponse,
} from '../../../src/services/eks-auth/assume-role-for-pod-identity-schema.data.ts'
import {
  WaitForPodIdentityChanges$,
  type WaitForPodIdentityChangesRequest,
  type WaitForPodIdentityChangesResponse,
} from '../../../src/services/eks-auth/wait-for-pod-identity-changes-schema.data.ts'

/*
 * A client of EKS Auth in the form of AWS's others, for there is none: AWS's own client of EKS, which speaks the same
 * protocol, signing for another service and sending other operations.
 */
export class EKSAuthClient extends EKSClient {
  constructor(config: EKSClientConfig) {
    super({ ...config, signingName: 'eks-auth' } as EKSClientConfig)
  }
}

const endpoint = {
  UseFIPS: { type: 'builtInParams', name: 'useFipsEndpoint' },
  Endpoint: { type: 'builtInParams', name: 'endpoint' },
  Region: { type: 'builtInParams', name: 'region' },
  UseDualStack: { type: 'builtInParams', name: 'useDualstackEndpoint' },
}
const build = makeBuilder(
  endpoint as never,
  'EKSAuthFrontend',
  'EKSAuthClient',
  getEndpointPlugin,
) as unknown as (...of: unknown[]) => unknown

/** A command's class, in AWS's types as far as `send` of a client needs them. */
function command<Input, Output>(name: string, schema: unknown) {
  return build({}, () => [], name, schema) as new (
    input: Input,
  ) => Parameters<EKSClient['send']>[0] & { readonly answered?: Output }
}

export const AssumeRoleForPodIdentityCommand = command<
  AssumeRoleForPodIdentityRequest,
  AssumeRoleForPodIdentityResponse
>('AssumeRoleForPodIdentity', AssumeRoleForPodIdentity$)

export const WaitForPodIdentityChangesCommand = command<
  WaitForPodIdentityChangesRequest,
  WaitForPodIdentityChangesResponse
>('WaitForPodIdentityChanges', WaitForPodIdentityChanges$)

export { AssumeRoleForPodIdentity$, WaitForPodIdentityChanges$ }
