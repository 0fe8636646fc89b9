import { formatPageToken, parsePageToken } from '@rolecall/core'
import { iamFaults } from './faults.ts'

export interface PageInput {
  Marker?: string | undefined
  MaxItems?: number | undefined
}

interface Page<Item> {
  readonly items: Item[]
  readonly marker: { IsTruncated: boolean; Marker?: string }
}

const usual = 100

/**
 * One page of a list, by IAM's `Marker` and `MaxItems`.
 *
 * @param nameOf what the list is to be sorted by, unique in it.
 * @throws Fault InvalidInput for a marker that is none of ours.
 */
export function page<Item>(
  all: readonly Item[],
  input: PageInput,
  nameOf: (item: Item) => string,
): Page<Item> {
  const after = input.Marker === undefined ? undefined : parsePageToken(input.Marker)
  if (input.Marker !== undefined && after === undefined) throw iamFaults.invalidInput('Invalid Marker.')
  const rest = all
    .map((item) => ({ item, name: nameOf(item) }))
    .filter(({ name }) => after === undefined || name > after)
    .sort((one, other) => (one.name < other.name ? -1 : 1))
  const shown = rest.slice(0, input.MaxItems ?? usual)
  const last = shown.at(-1)
  const items = shown.map(({ item }) => item)
  if (shown.length === rest.length || last === undefined) return { items, marker: { IsTruncated: false } }
  return { items, marker: { IsTruncated: true, Marker: formatPageToken(last.name) } }
}
