import fc from 'fast-check'
import { applyPatch } from 'rfc6902'
import { expect, it } from 'vitest'
import {
  type Fields,
  mutatePod,
  type PatchOperation,
  stockSettings,
  type WebhookSettings,
  type Wiring,
} from '../../src/index.ts'
import { arbitraryPod } from '../arbitrary-pod.ts'

const settings: WebhookSettings = { ...stockSettings, region: 'eu-west-1' }
const wirings: readonly Wiring[] = [
  {
    method: 'irsa',
    roleArn: 'arn:aws:iam::111122223333:role/r',
    audience: 'sts.amazonaws.com',
    regionalSts: true,
    expirationSeconds: 3600,
  },
  { method: 'pod-identity', regionalSts: false, expirationSeconds: 3600 },
]
const wiring = fc.constantFrom(...wirings)
const runs = { numRuns: 400 }

/** Where additions may go: into lists of a pod's containers and volumes, and to one label. */
const pointer =
  /^(\/spec\/volumes(\/-)?|\/spec\/(initContainers|containers)\/\d+\/(env|volumeMounts)(\/-)?|\/metadata\/labels(\/eks\.amazonaws\.com~1pod-identity)?)$/

function patched(pod: Fields, patch: readonly PatchOperation[]): Fields {
  const after = structuredClone(pod)
  const errors = applyPatch(after, structuredClone([...patch])).filter((error) => error !== null)
  expect(errors).toEqual([])
  return after
}

type Node = Record<string, unknown>

/** The pod with what was added taken away again, by no means of the library that added it. */
function taken(pod: Fields, before: Fields, patch: readonly PatchOperation[]): Fields {
  const left = structuredClone(pod)
  for (const { path } of [...patch].reverse()) {
    const keys = path
      .slice(1)
      .split('/')
      .map((key) => key.replace('~1', '/'))
    const last = keys.pop() ?? ''
    const at = (root: Fields) => keys.reduce((node, key) => node[key] as Node, root as Node)
    const parent = at(left)
    if (last === '-') (parent as unknown as unknown[]).pop()
    // Where there was `null` before, a list or object took its place.
    else if (Object.hasOwn(at(before), last)) parent[last] = null
    else delete parent[last]
  }
  return left
}

function texts(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.values(value).flatMap(texts)
}

it('adds, changes nothing else, and adds nothing twice', () => {
  let added = 0
  fc.assert(
    fc.property(arbitraryPod, wiring, (pod, given) => {
      const text = JSON.stringify(pod)
      const { patch, result } = mutatePod(pod, given, settings)
      expect(JSON.stringify(pod)).toBe(text)
      for (const { op, path } of patch) {
        expect(op).toBe('add')
        expect(path).toMatch(pointer)
      }
      if (result !== 'mutated' && result !== 'partial') expect(patch).toEqual([])
      added += patch.length
      const after = patched(pod, patch)
      expect(JSON.stringify(taken(after, pod, patch))).toBe(text)
      const again = mutatePod(after, given, settings)
      expect(again.patch).toEqual([])
      expect(again.result).toBe(result === 'mutated' ? 'complete' : result)
    }),
    runs,
  )
  expect(added).toBeGreaterThan(runs.numRuns)
})

it('puts nothing that stands in a pod into a patch, but its time to live', () => {
  const ours = new Set([
    ...wirings.flatMap(texts),
    ...texts(settings),
    ...'AWS_STS_REGIONAL_ENDPOINTS AWS_DEFAULT_REGION AWS_REGION AWS_ROLE_ARN'.split(' '),
    ...'AWS_WEB_IDENTITY_TOKEN_FILE AWS_CONTAINER_CREDENTIALS_FULL_URI'.split(' '),
    ...'AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE regional enabled'.split(' '),
    ...[settings.irsa, settings.podIdentity].flatMap(({ mountPath, tokenPath }) => {
      const file = `${mountPath}/${tokenPath}`
      return [file, `C:${file.replaceAll('/', '\\')}`]
    }),
  ])
  fc.assert(
    fc.property(arbitraryPod, wiring, (pod, given) => {
      for (const { value } of mutatePod(pod, given, settings).patch) {
        for (const text of texts(value)) expect(ours).toContain(text)
      }
    }),
    runs,
  )
})

it('gives nobody two volumes of a name or two mounts at a path, which a kube-apiserver refuses', () => {
  const twice = (list: unknown, key: string) => {
    const values = (Array.isArray(list) ? list : []).map((item) => item?.[key])
    return values.length - new Set(values).size
  }
  const counted = (pod: Fields) => {
    const spec = pod['spec'] as Node
    const containers = [spec['containers'], spec['initContainers']].flatMap((list) => (list ?? []) as Node[])
    return [
      twice(spec['volumes'], 'name'),
      ...containers.map((one) => twice(one['volumeMounts'], 'mountPath')),
    ]
  }
  fc.assert(
    fc.property(arbitraryPod, wiring, (pod, given) => {
      const { patch } = mutatePod(pod, given, settings)
      if (patch.length > 0) expect(counted(patched(pod, patch))).toEqual(counted(pod))
    }),
    runs,
  )
})

it('leaves nobody with a mount of its volume and without the volume, which a kube-apiserver refuses', () => {
  let mounted = 0
  fc.assert(
    fc.property(arbitraryPod, wiring, (pod, given) => {
      const { volumeName } = given.method === 'irsa' ? settings.irsa : settings.podIdentity
      const { result, patch } = mutatePod(pod, given, settings)
      const spec = patched(pod, patch)['spec'] as Node | undefined
      if (result === 'unreadable' || !spec?.['serviceAccountName']) return
      const lists = [spec['containers'], spec['initContainers']].flatMap((list) => (list ?? []) as Node[])
      const mounts = lists.flatMap((one) => (Array.isArray(one?.['volumeMounts']) ? one['volumeMounts'] : []))
      if (!mounts.some((mount) => mount?.name === volumeName)) return
      mounted += 1
      expect(((spec['volumes'] ?? []) as Node[]).map(({ name }) => name)).toContain(volumeName)
    }),
    runs,
  )
  expect(mounted).toBeGreaterThan(runs.numRuns / 10)
})

it('gives containers that come in between their own, and nobody else', () => {
  const newcomer = { name: 'proxy', image: 'proxy' }
  fc.assert(
    fc.property(arbitraryPod, wiring, (pod, given) => {
      const { result, patch } = mutatePod(pod, given, settings)
      if (result === 'unreadable' || patch.length === 0) return
      const after = patched(pod, patch)
      const containers = (after['spec'] as Node)['containers'] as object[] | null | undefined
      if (!containers) return
      containers.push(newcomer)
      const again = mutatePod(after, given, settings).patch.map(({ path }) => path)
      const at = `/spec/containers/${containers.length - 1}`
      expect(again.filter((path) => path.startsWith(`${at}/`))).toEqual([`${at}/env`, `${at}/volumeMounts`])
      // The volume may have been needed by nobody before.
      for (const path of again) expect(path).toMatch(new RegExp(`^(${at}|/spec/volumes|/metadata/labels)`))
    }),
    runs,
  )
})
