import type { MetadataTree } from './metadata-tree.ts'

/**
 * The text at a path, or the list of what is below a category, a name a line and categories with a slash. `undefined`
 * when nothing is there.
 */
export function findMetadata(tree: MetadataTree, path: readonly string[]): string | undefined {
  let place: MetadataTree | string = tree
  for (const name of path) {
    if (typeof place === 'string' || !Object.hasOwn(place, name)) return undefined
    place = place[name] as MetadataTree | string
  }
  return typeof place === 'string' ? place : listing(place, path.length)
}

/** Versions, and what is right below one, are listed without a slash. */
function listing(category: MetadataTree, depth: number): string {
  const lines = Object.entries(category).map(([name, one]) =>
    typeof one === 'string' || depth < 2 ? name : `${name}/`,
  )
  return lines.join('\n')
}
