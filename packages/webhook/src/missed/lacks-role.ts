import type { Fields } from '../mutation/fields.ts'
import { injectedVariables } from '../mutation/injected-variables.ts'
import { mutatePod } from '../mutation/mutate-pod.ts'
import type { WebhookSettings } from '../settings.ts'
import type { Wiring } from '../wiring.ts'

/**
 * Whether the webhook would still give a pod that is there already its token or the variables that name it. A region
 * or a label that it would add as well is no role: flags change while pods live.
 */
export function lacksRole(pod: Fields, wiring: Wiring, settings: WebhookSettings): boolean {
  const { patch } = mutatePod(pod, wiring, settings)
  if (patch.length === 0) return false
  const credentials = injectedVariables(wiring, settings, '').filter(
    ({ purpose }) => purpose === 'credentials',
  )
  const names = new Set(credentials.flatMap(({ variables }) => variables.map(({ name }) => name)))
  return patch.some(
    ({ path, value }) => tokenPath.test(path) || envOf(value).some(({ name }) => names.has(name)),
  )
}

const tokenPath = /^\/spec\/(volumes|(init)?[cC]ontainers\/\d+\/volumeMounts)(\/-)?$/

/** One variable, or the list of all where there was none. */
function envOf(value: unknown): readonly { readonly name: string }[] {
  return [value].flat() as { name: string }[]
}
