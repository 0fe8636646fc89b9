import { parseArn } from '@rolecall/core'
import {
  type OpenIdConnectProvider,
  openIdConnectProviders,
} from '../../../records/open-id-connect-provider.ts'
import type { ServiceContext } from '../../service-context.ts'

/** The OIDC provider of the caller's account with this ARN, or `undefined` when there is none. */
export async function readProvider(
  arn: string,
  { transaction, account }: ServiceContext,
): Promise<OpenIdConnectProvider | undefined> {
  const hostPath = parseArn(arn)?.resource.replace(/^oidc-provider\//, '')
  if (hostPath === undefined) return undefined
  const provider = await transaction.get(openIdConnectProviders, [account, hostPath])
  return provider?.arn === arn ? provider : undefined
}
