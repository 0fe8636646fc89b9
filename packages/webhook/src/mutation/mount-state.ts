import { posix } from 'node:path'
import { type Fields, readList } from './fields.ts'
import { holdsToken, type PodToken } from './token-volume.ts'

/**
 * What a container has at the path of its token: nothing yet; the token, in our volume or in one of its author's; or
 * something else, over which a kube-apiserver lets nothing be mounted.
 */
export type MountState = 'free' | 'ours' | 'own' | 'taken'

/** `undefined` for mounts that are no lists of objects. */
export function mountState(
  container: Fields,
  volumes: readonly Fields[],
  token: PodToken,
): MountState | undefined {
  const mounts = readList(container['volumeMounts'])
  const devices = readList(container['volumeDevices'])
  if (mounts === undefined || devices === undefined) return undefined
  if (devices.some(({ devicePath }) => samePath(devicePath, token.mountPath))) return 'taken'
  const mount = mounts.find(({ mountPath }) => samePath(mountPath, token.mountPath))
  if (mount === undefined) return 'free'
  // A part of a volume lies elsewhere than the whole, and is never renewed.
  if (mount['subPath'] || mount['subPathExpr']) return 'taken'
  if (mount['name'] === token.volumeName) return 'ours'
  return holdsToken(
    volumes.find(({ name }) => name === mount['name']),
    token,
  )
    ? 'own'
    : 'taken'
}

/** The API server compares the text alone, but a node mounts over what is the same path. */
function samePath(one: unknown, other: string): boolean {
  if (typeof one !== 'string') return false
  return one === other || (odd.test(one + other) && plain(one) === plain(other))
}

/** Of all that two texts of one path can differ by. Most paths have none of it, and pods have many paths. */
const odd = /\/[./]|\/$/

const plain = (path: string) => posix.normalize(`${path}/`)
