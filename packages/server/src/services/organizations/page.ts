import { formatPageToken, parsePageToken } from '@rolecall/core'
import { organizationsFaults } from './faults.ts'

export interface PageInput {
  NextToken?: string | undefined
  MaxResults?: number | undefined
}

const usual = 20

/**
 * One page of a list, by `NextToken` and `MaxResults`.
 *
 * @param idOf what the list is sorted by, unique in it.
 * @throws Fault InvalidInputException for a token that is none of ours.
 */
export function page<Item>(
  all: readonly Item[],
  input: PageInput,
  idOf: (item: Item) => string,
): { readonly items: Item[]; readonly next: { NextToken?: string } } {
  const after = input.NextToken === undefined ? undefined : parsePageToken(input.NextToken)
  if (input.NextToken !== undefined && after === undefined) throw organizationsFaults.invalidToken()
  const rest = all
    .map((item) => ({ item, id: idOf(item) }))
    .filter(({ id }) => after === undefined || id > after)
    .sort((one, other) => (one.id < other.id ? -1 : 1))
  const shown = rest.slice(0, input.MaxResults ?? usual)
  const last = shown.at(-1)
  const items = shown.map(({ item }) => item)
  return { items, next: last && shown.length < rest.length ? { NextToken: formatPageToken(last.id) } : {} }
}
