import {
  GetCallerIdentity$,
  type GetCallerIdentityRequest,
  type GetCallerIdentityResponse,
} from '@aws-sdk/client-sts'
import type { Principal } from '@rolecall/policy'
import { operation } from '../operation.ts'

/** Nobody can be denied it, not even by an explicit denial. Source: API Reference of the action. */
export const getCallerIdentity = operation<GetCallerIdentityRequest, GetCallerIdentityResponse>(
  GetCallerIdentity$,
  {
    authorize: () => [],
    trail: { readOnly: true },
    async handle(_input, { caller: { principal, account } }) {
      if (!('arn' in principal)) throw new TypeError(`a ${principal.type} principal cannot sign`)
      return { UserId: userId(principal), Account: account, Arn: principal.arn }
    },
  },
)

function userId(principal: Extract<Principal, { arn: string }>): string {
  return principal.type === 'root' ? principal.account : principal.id
}
