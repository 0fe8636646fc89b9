import { type GlobalKey, globalKeys } from './global-keys.data.ts'

const byName = new Map(globalKeys.map((key) => [key.name.toLowerCase(), key]))

/** What is known of a global condition key, whatever its case and whatever tag it names. */
export function globalKey(name: string): GlobalKey | undefined {
  const folded = name.toLowerCase()
  const slash = folded.indexOf('/')
  return byName.get(slash < 0 ? folded : folded.slice(0, slash + 1))
}
