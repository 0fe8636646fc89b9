import type { Answer, Link } from './answer.ts'
import { openFork } from './open-fork.ts'
import { policyLayers } from './policy-layers.ts'

/** How many links stand behind those of the chain: one a layer, and the decision. */
const behind = policyLayers.length + 1

/**
 * What all links together say, and the link that settles it. Of several layers, what the engine says of all of them
 * together does.
 */
export function settle(links: readonly Link[]): { readonly result: Answer['result']; readonly told: Link } {
  const result = resultOf(links)
  const state = { allowed: 'ok', denied: 'broken', undecided: 'undecided' }[result]
  const before = links.slice(0, -behind)
  const settling = result === 'allowed' ? undefined : before.find((link) => link.state === state)
  const open = result === 'undecided' && before.find((link) => link.state === 'not-reached')
  return { result, told: settling ?? (open || links.at(-1)!) }
}

function resultOf(links: readonly Link[]): Answer['result'] {
  const all = [...links.slice(0, -behind), links.at(-1)!]
  const fork = openFork(links)
  // What is broken behind an open fork may be of the chain that does not count.
  const certain = fork ? all.slice(0, all.indexOf(fork)) : all
  if (certain.some(({ state }) => state === 'broken')) return 'denied'
  return all.every(({ state }) => state === 'ok') ? 'allowed' : 'undecided'
}
