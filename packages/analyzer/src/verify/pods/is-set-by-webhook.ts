import { injectedNames } from '@rolecall/core'
import type { PodRecord } from '../setup.ts'
import type { Container } from './containers-of.ts'
import { textOf } from './text-of.ts'
import { variablesOf } from './variables-of.ts'
import { workloadOf } from './workload-of.ts'

const { variables, volumeName, mountPath, tokenPath } = injectedNames['pod-identity']
const [uri, tokenFile] = variables

/**
 * Whether the webhook, and no manifest, says in a container where the agent answers. The template of its workload tells,
 * where it was read; else the file and the volume of the token, which are the webhook's by name.
 *
 * @param all pods and templates of the ServiceAccount
 */
export function isSetByWebhook(pod: PodRecord, container: Container, all: readonly PodRecord[]): boolean {
  const workload = workloadOf(pod)
  const template = all.find(({ isTemplate, name }) => isTemplate && name === workload)
  const { initContainers = [], containers = [] } = template?.spec ?? {}
  const written = [...initContainers, ...containers].find(({ name }) => name === container.name)
  if (written) return !variablesOf(written).has(uri)
  return (
    textOf(variablesOf(container).get(tokenFile)) === `${mountPath}/${tokenPath}` &&
    (container.volumeMounts ?? []).some((one) => one.name === volumeName && one.mountPath === mountPath)
  )
}
