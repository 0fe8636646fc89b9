import type { SimulateCustomPolicyRequest } from '@aws-sdk/client-iam'
import { parseArn } from '@rolecall/core'
import type { CompiledPolicy, Principal } from '@rolecall/policy'
import type { ServiceContext } from '../../service-context.ts'
import { inputPolicies, inputPolicy } from './input-policy.ts'
import { simulationFaults } from './simulation-faults.ts'

type Given = Pick<
  SimulateCustomPolicyRequest,
  'CallerArn' | 'PermissionsBoundaryPolicyInputList' | 'ResourceArns' | 'ResourceOwner' | 'ResourcePolicy'
>

/** What a call gives as text, and who owns what it asks about. */
export const givenPolicies = {
  /** The boundary, in place of any that is kept. @throws Fault InvalidInput */
  boundary: ({ PermissionsBoundaryPolicyInputList: given }: Given): CompiledPolicy | undefined =>
    inputPolicies(given, 'boundary', 'PermissionsBoundaryPolicyInputList')[0],

  /** The resource policy; of roles it is their trust policy. @throws Fault InvalidInput */
  resource({ ResourcePolicy, ResourceArns = [] }: Given): CompiledPolicy | undefined {
    if (ResourcePolicy === undefined) return undefined
    const isTrust =
      ResourceArns.length > 0 && ResourceArns.every((arn) => /^arn:[^:]*:iam::\d*:role\//.test(arn))
    return inputPolicy(ResourcePolicy, isTrust ? 'trust' : 'resource', 'ResourcePolicy')
  },

  /** Who owns resources whose ARN names nobody: whom the call says, or the caller. @throws Fault InvalidInput */
  owner(
    { ResourceOwner }: Given,
    principal: Principal,
    { account }: Pick<ServiceContext, 'account'>,
  ): string {
    if (ResourceOwner === undefined) return 'account' in principal ? principal.account : account
    const parsed = parseArn(ResourceOwner)
    if (parsed?.service !== 'iam' || parsed.resource !== 'root' || !/^\d{12}$/.test(parsed.account)) {
      throw simulationFaults.invalidResourceOwner(ResourceOwner)
    }
    return parsed.account
  },
}
