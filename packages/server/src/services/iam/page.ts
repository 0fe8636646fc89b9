import { type Page, type PageInput, pageMarker } from './page-marker.ts'

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
  const after = pageMarker.place(input)
  const rest = all
    .map((item) => ({ item, name: nameOf(item) }))
    .filter(({ name }) => after === undefined || name > after)
    .sort((one, other) => (one.name < other.name ? -1 : 1))
  const shown = rest.slice(0, pageMarker.size(input))
  const items = shown.map(({ item }) => item)
  return { items, marker: pageMarker.of(shown.at(-1)?.name, rest.length > shown.length) }
}
