import type { PodRecord } from '../setup.ts'

export type Container = NonNullable<PodRecord['spec']['containers']>[number]

const skipKey = 'eks.amazonaws.com/skip-containers'

/** The containers of a pod that the webhook is for, init containers first, and the names of those it is told to leave out. */
export function containersOf({ metadata, spec }: PodRecord): {
  readonly containers: readonly Container[]
  readonly skipped: readonly string[]
} {
  const names = (metadata.annotations?.[skipKey] ?? '').split(',').map((name) => name.trim())
  const all = [...(spec.initContainers ?? []), ...(spec.containers ?? [])] as readonly Container[]
  return {
    containers: all.filter(({ name }) => !names.includes(name)),
    skipped: all.map(({ name }) => name).filter((name) => names.includes(name)),
  }
}
