import { formatPageToken, parsePageToken } from '@rolecall/core'
import { eksFaults } from './faults.ts'

interface PageInput {
  readonly nextToken?: string | undefined
  readonly maxResults?: number | undefined
}

const usual = 100

/**
 * One page of a list, by `nextToken` and `maxResults`.
 *
 * @param idOf what the list is sorted by, unique in it.
 * @throws Fault InvalidParameterException for a token that is none of ours.
 */
export function page<Item>(
  all: readonly Item[],
  { nextToken, maxResults = usual }: PageInput,
  idOf: (item: Item) => string,
): { readonly items: Item[]; readonly next: { nextToken?: string } } {
  const after = nextToken === undefined ? undefined : parsePageToken(nextToken)
  if (nextToken !== undefined && after === undefined) throw eksFaults.invalidParameter('Invalid nextToken.')
  const rest = all
    .map((item) => ({ item, id: idOf(item) }))
    .filter(({ id }) => after === undefined || id > after)
    .sort((one, other) => (one.id < other.id ? -1 : 1))
  const shown = rest.slice(0, maxResults)
  const last = shown.at(-1)
  const items = shown.map(({ item }) => item)
  return { items, next: last && shown.length < rest.length ? { nextToken: formatPageToken(last.id) } : {} }
}
