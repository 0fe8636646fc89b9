import type { Link } from './answer.ts'

/** The link that leaves open which chain counts: whether the ServiceAccount has an association is not known. */
export function openFork(links: readonly Link[]): Link | undefined {
  return links.find(({ name, state }) => name === 'association' && state === 'undecided')
}
