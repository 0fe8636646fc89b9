import { posix } from 'node:path'
import { readPodAnnotations } from '../annotations/pod-annotations.ts'
import { isRoleArn } from '../annotations/role-arn.ts'
import type { Outcome } from '../outcome.ts'
import type { WebhookSettings } from '../settings.ts'
import type { Wiring } from '../wiring.ts'
import { type Fields, isFields, readList } from './fields.ts'
import { injectedVariables } from './injected-variables.ts'
import { isWindows } from './is-windows.ts'
import { mountsVolume } from './mounts-volume.ts'
import { mutateContainer, type PodPlan } from './mutate-container.ts'
import { appendAll, type PatchOperation } from './patch-operation.ts'
import { Problems } from './problems.ts'
import { holdsToken, type PodToken, podToken, tokenVolume } from './token-volume.ts'

export interface PodMutation {
  readonly result: Extract<Outcome['result'], 'mutated' | 'complete' | 'partial' | 'skipped' | 'unreadable'>
  /** In the order in which it must be applied. */
  readonly patch: readonly PatchOperation[]
  readonly because?: string
  /** For who makes the pod. */
  readonly warnings: readonly string[]
}

/** Sidecars are init containers that stay. Ephemeral containers come later, by another request. */
const containerLists = ['containers', 'initContainers'] as const

/**
 * The additions that give a pod its role. Applying them changes nothing that stands in the pod, and asking again of
 * the result adds nothing more, but for containers that came in between. The pod is its author's and may hold
 * anything: nothing of it but numbers of containers and a time to live goes into the patch.
 */
export function mutatePod(pod: Fields, wiring: Wiring, settings: WebhookSettings): PodMutation {
  const { metadata, spec } = pod
  if (!isFields(metadata) || !isFields(spec)) return unreadable('it has no metadata or no spec')
  const { labels } = metadata
  if (labels !== undefined && labels !== null && !isFields(labels))
    return unreadable('its labels are no object')
  const volumes = readList(spec['volumes'])
  if (volumes === undefined) return unreadable('spec.volumes is no list of objects')
  if (!spec['serviceAccountName'] && !spec['serviceAccount']) {
    return { result: 'partial', patch: [], because: namesNone, warnings: wiring.warnings ?? [] }
  }
  const annotations = isFields(metadata['annotations']) ? metadata['annotations'] : {}
  const asked = readPodAnnotations(annotations, settings)
  const token = podToken(wiring, settings, asked.expirationSeconds)
  const ours = volumes.find(({ name }) => name === token.volumeName)
  const warnings = [...(wiring.warnings ?? []), ...asked.warnings]
  if (ours !== undefined && !holdsToken(ours, token)) {
    const because = `its volume ${token.volumeName} does not hold the token, so the pod gets nothing`
    return { result: 'partial', patch: [], because, warnings: [...warnings, because] }
  }

  const plan: PodPlan = {
    token,
    volumes,
    groups: injectedVariables(wiring, settings, tokenFile(token, spec)),
    regionYieldsToEnvFrom: settings.regionYieldsToEnvFrom,
  }
  const problems = new Problems()
  if (wiring.method === 'irsa' && !isRoleArn(wiring.roleArn)) problems.add('ServiceAccount', malformedRole)
  const patch: PatchOperation[] = []
  let touched = 0
  let mounts = false
  for (const list of containerLists) {
    const containers = readList(spec[list])
    if (containers === undefined) return unreadable(`spec.${list} is no list of objects`)
    for (const [at, container] of containers.entries()) {
      mounts ||= mountsVolume(container, token.volumeName)
      if (asked.skipped.has(container['name'] as string)) continue
      const mutation = mutateContainer(container, `/spec/${list}/${at}`, plan)
      if (mutation === undefined) return unreadable(`spec.${list}[${at}] is no container`)
      touched += 1
      mounts ||= mutation.mounts
      for (const operation of mutation.patch) patch.push(operation)
      if (mutation.problem) problems.add(containerName(container, list, at), mutation.problem)
    }
  }
  if (touched === 0 && !mounts)
    return { result: 'skipped', patch: [], because: 'every container is skipped', warnings }
  const whole = [
    ...(mounts && wiring.method === 'pod-identity' ? markPod(metadata) : []),
    ...(mounts && ours === undefined
      ? appendAll(spec['volumes'], '/spec/volumes', [tokenVolume(token)])
      : []),
    ...patch,
  ]
  const because = problems.lines().join('; ')
  return {
    result: because ? 'partial' : whole.length > 0 ? 'mutated' : 'complete',
    patch: whole,
    ...(because ? { because } : {}),
    warnings: [...warnings, ...problems.lines('warnings')],
  }
}

/** Of pods that the API server's own plugin gave none: those that mirror static pods. A token would end them. */
const namesNone = 'it names no ServiceAccount, and a kube-apiserver takes no token in such a pod'
const malformedRole = {
  text: 'its role-arn is no ARN of a role, and AWS will refuse it',
  warn: true,
}
/** Of those that Kubernetes takes, so that nobody's odd text is in messages. */
const nameOfContainer = /^[a-z0-9-]{1,63}$/
const podIdentityLabel = 'eks.amazonaws.com/pod-identity'

function unreadable(because: string): PodMutation {
  return { result: 'unreadable', patch: [], because, warnings: [] }
}

/** On Windows a program sees what is mounted at `/var` below `C:\var`. */
function tokenFile({ mountPath, tokenPath }: PodToken, spec: Fields): string {
  const file = posix.join(mountPath, tokenPath)
  return isWindows(spec) ? `C:${file.replaceAll('/', '\\')}` : file
}

function containerName({ name }: Fields, list: string, at: number): string {
  return typeof name === 'string' && nameOfContainer.test(name) ? name : `${list}[${at}]`
}

/** Source: the stock webhook, by which EKS knows such pods. A value that stands there already stays. */
function markPod({ labels }: Fields): readonly PatchOperation[] {
  if (!isFields(labels))
    return [{ op: 'add', path: '/metadata/labels', value: { [podIdentityLabel]: 'enabled' } }]
  if (Object.hasOwn(labels, podIdentityLabel)) return []
  const path = `/metadata/labels/${podIdentityLabel.replace('/', '~1')}`
  return [{ op: 'add', path, value: 'enabled' }]
}
