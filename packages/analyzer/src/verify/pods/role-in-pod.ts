import { injectedNames } from '@rolecall/core'
import type { PodRecord } from '../setup.ts'
import { containersOf } from './containers-of.ts'
import { variablesOf } from './variables-of.ts'

/**
 * The role that the webhook gave a pod by annotation; empty when it gave it the way to the agent in its place;
 * `undefined` when it gave it nothing.
 */
export function roleInPod(pod: PodRecord): string | undefined {
  const [role] = injectedNames.irsa.variables
  const [agent] = injectedNames['pod-identity'].variables
  for (const container of containersOf(pod).containers) {
    const variables = variablesOf(container)
    const value = variables.get(role)
    if (variables.has(agent)) return ''
    if (value && 'text' in value) return value.text
  }
  return undefined
}
