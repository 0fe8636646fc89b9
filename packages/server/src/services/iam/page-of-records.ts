import type { Collection } from '../../store/collection.ts'
import type { ServiceContext } from '../service-context.ts'
import { type Page, type PageInput, pageMarker } from './page-marker.ts'

/**
 * One page of the records of an account that fit, in the order of their keys: as `page`, and nothing before the page
 * is read, and little behind it.
 *
 * @throws Fault InvalidInput for a marker that is none of ours.
 */
export async function pageOfRecords<Kept extends { readonly name: string }>(
  collection: Collection<Kept, [account: string, lowerCaseName: string]>,
  input: PageInput,
  fits: (kept: Kept) => boolean,
  { transaction, account }: Pick<ServiceContext, 'account' | 'transaction'>,
): Promise<Page<Kept>> {
  const size = pageMarker.size(input)
  const found: Kept[] = []
  let after = pageMarker.place(input)
  for (;;) {
    const range = { limit: size + 1, ...(after === undefined ? {} : { after: [after] }) }
    const some = await transaction.list(collection, [account], range)
    found.push(...some.filter(fits))
    if (found.length > size || some.length < range.limit) break
    after = some.at(-1)?.name.toLowerCase()
  }
  const items = found.slice(0, size)
  return { items, marker: pageMarker.of(items.at(-1)?.name.toLowerCase(), found.length > size) }
}
