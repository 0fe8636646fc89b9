import { parseArn } from '@rolecall/core'
import { type SamlProvider, samlProviders } from '../../../records/saml-provider.ts'
import type { ServiceContext } from '../../service-context.ts'

/** The SAML provider of the caller's account with this ARN, or `undefined` when there is none. */
export async function readSamlProvider(
  arn: string,
  { transaction, account }: ServiceContext,
): Promise<SamlProvider | undefined> {
  const name = parseArn(arn)?.resource.replace(/^saml-provider\//, '')
  if (name === undefined) return undefined
  const provider = await transaction.get(samlProviders, [account, name.toLowerCase()])
  return provider?.arn === arn ? provider : undefined
}
