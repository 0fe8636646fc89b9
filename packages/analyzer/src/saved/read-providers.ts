import type { ProviderRecord } from '../snapshot/snapshot.ts'
import { fits } from './fits.ts'
import { SavedFault } from './saved-fault.ts'
import { shapes } from './shapes.data.ts'

/**
 * Reads OIDC providers of an account: the answer of `aws iam get-open-id-connect-provider`, or a list of such.
 *
 * @throws SavedFault
 */
export function readProviders(value: unknown, start: string): ProviderRecord[] {
  return [value].flat().map((one) => {
    if (one === null || typeof one !== 'object' || !fits(one, shapes.provider))
      throw new SavedFault('it is no answer of GetOpenIDConnectProvider, nor a list of such')
    const { Url, ClientIDList = [] } = one as { Url: string; ClientIDList?: readonly string[] }
    return { arn: `${start}${Url.replace(/^https?:\/\//, '')}`, clientIds: ClientIDList }
  })
}
