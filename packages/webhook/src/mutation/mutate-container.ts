import { posix } from 'node:path'
import { type Fields, readList } from './fields.ts'
import type { VariableGroup } from './injected-variables.ts'
import { mountState } from './mount-state.ts'
import { appendAll, type PatchOperation } from './patch-operation.ts'
import type { PodToken } from './token-volume.ts'

/** What is the same for every container of a pod. */
export interface PodPlan {
  readonly groups: readonly VariableGroup[]
  readonly token: PodToken
  /** The volumes that the pod has before us. */
  readonly volumes: readonly Fields[]
  readonly regionYieldsToEnvFrom: boolean
}

export interface ContainerMutation {
  readonly patch: readonly PatchOperation[]
  /** Whether it mounts our volume. */
  readonly mounts: boolean
  /** What kept us from giving it all, and whether its author should be told: a choice is no mistake. */
  readonly problem?: { readonly text: string; readonly warn: boolean }
}

/** `pointer` is that of the container. `undefined` for a container that is none we understand. */
export function mutateContainer(
  container: Fields,
  pointer: string,
  plan: PodPlan,
): ContainerMutation | undefined {
  const env = readList(container['env'])
  const envFrom = readList(container['envFrom'])
  const mount = mountState(container, plan.volumes, plan.token)
  if (env === undefined || envFrom === undefined || mount === undefined) return undefined
  const present = new Map(env.map(({ name, value }) => [name, value]))
  const free = plan.groups.filter(({ purpose, variables }) => {
    if (purpose === 'region' && plan.regionYieldsToEnvFrom && envFrom.length > 0) return false
    return !variables.some(({ name }) => present.has(name))
  })
  const given = free.find(({ purpose }) => purpose === 'credentials')
  if (mount === 'taken' && given !== undefined) {
    // Whatever lies there is not the token, and must not be sent to STS as one.
    const text = `has something else at ${plan.token.mountPath}, so it gets nothing`
    return { patch: [], mounts: false, problem: { text, warn: true } }
  }
  const mounts = mount === 'free' && (given !== undefined || readsOurToken(present, plan))
  const problem = given === undefined ? problemOf(present, plan) : undefined
  return {
    patch: [
      ...appendAll(
        container['env'],
        `${pointer}/env`,
        free.flatMap(({ variables }) => variables),
      ),
      ...(mounts
        ? appendAll(container['volumeMounts'], `${pointer}/volumeMounts`, [tokenMount(plan.token)])
        : []),
    ],
    mounts,
    ...(problem ? { problem } : {}),
  }
}

function tokenMount({ volumeName, mountPath }: PodToken): object {
  return { name: volumeName, readOnly: true, mountPath }
}

type Present = ReadonlyMap<unknown, unknown>

/**
 * Whether what its author set may lead to our token: not when it names a file elsewhere. The stock webhook mounts it
 * for containers that name another role alone, and people rely on that.
 */
function readsOurToken(present: Present, { groups, token }: PodPlan): boolean {
  const file = present.get(credentialsOf(groups).at(-1)?.name)
  if (typeof file !== 'string') return true
  const path = file.replace(/^[Cc]:/, '').replaceAll('\\', '/')
  return path.startsWith(posix.normalize(`${token.mountPath}/`))
}

function problemOf(present: Present, { groups }: PodPlan): ContainerMutation['problem'] {
  const pair = credentialsOf(groups)
  const set = pair.filter(({ name }) => present.has(name))
  if (set.length === pair.length) {
    const other = pair.filter(({ name, value }) => present.get(name) !== value)
    if (other.length === 0) return undefined
    return { text: `sets ${other.map(({ name }) => name).join(' and ')} itself`, warn: false }
  }
  const missing = pair.filter(({ name }) => !present.has(name))
  const text = `sets ${set[0]?.name} without ${missing[0]?.name}, so neither is touched`
  return { text, warn: true }
}

function credentialsOf(groups: readonly VariableGroup[]): VariableGroup['variables'] {
  return groups.find(({ purpose }) => purpose === 'credentials')?.variables ?? []
}
