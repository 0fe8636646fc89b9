import type { PodRecord } from '../setup.ts'
import type { Container } from './containers-of.ts'

export interface TokenVolume {
  /** Absent for the API server's own. */
  readonly audience?: string
}

/** The projected token that a container reads at a path; `undefined` where no projected token is mounted. */
export function tokenVolumeOf(
  { spec }: PodRecord,
  { volumeMounts = [] }: Container,
  path: string,
): TokenVolume | undefined {
  for (const { name, mountPath } of volumeMounts) {
    const below = `${mountPath.replace(/\/$/, '')}/`
    if (!path.startsWith(below)) continue
    const volume = spec.volumes?.find((one) => one.name === name)
    const source = volume?.projected?.sources?.find(
      ({ serviceAccountToken }) => serviceAccountToken?.path === path.slice(below.length),
    )
    const token = source?.serviceAccountToken
    if (token) return token.audience ? { audience: token.audience } : {}
  }
  return undefined
}
