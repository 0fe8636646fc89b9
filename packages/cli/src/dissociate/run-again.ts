import { shellLine } from '@rolecall/core'
import type { DissociateOptions } from './dissociate-options.ts'

/** A line for a shell: the same ServiceAccount in the same place, with other flags. */
export function runAgain(options: DissociateOptions, ...more: readonly string[]): string {
  const { cluster, namespace, serviceAccount, profile, region, endpointUrl } = options
  const flags = [
    ...['--cluster', cluster, '-n', namespace, '--service-account', serviceAccount],
    ...more,
    ...(profile === undefined ? [] : ['--profile', profile]),
    ...(region === undefined ? [] : ['--region', region]),
    ...(endpointUrl === undefined ? [] : ['--endpoint-url', endpointUrl]),
  ]
  return shellLine(['rolecall', 'dissociate', ...flags])
}
