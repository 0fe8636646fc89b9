import type { Clock } from '@rolecall/core'
import type { Caller } from '../../callers/caller.ts'
import type { Identify } from '../../callers/identify.ts'
import type { Issuers } from '../../issuers/issuers.ts'
import { authorizeKubernetes } from '../../kubernetes-api/authorize-kubernetes.ts'
import { discovery } from '../../kubernetes-api/discovery.ts'
import { eksTokenHolder } from '../../kubernetes-api/eks-token.ts'
import type { KubernetesAnswer } from '../../kubernetes-api/kubernetes-call.ts'
import { KubernetesFault } from '../../kubernetes-api/kubernetes-fault.ts'
import { kubernetesFaults } from '../../kubernetes-api/kubernetes-faults.ts'
import { type KubernetesPath, kubernetesPath } from '../../kubernetes-api/kubernetes-path.ts'
import { type KubernetesVerb, kubernetesVerb } from '../../kubernetes-api/kubernetes-verb.ts'
import { readKubernetesBody } from '../../kubernetes-api/read-kubernetes-body.ts'
import { type Cluster, clusterIds, clusters } from '../../records/cluster.ts'
import type { Store, Transaction } from '../../store/store.ts'
import type { Arrival, Door } from '../door.ts'
import { kubernetesEvent } from '../kubernetes-event.ts'
import { readBody, type UnreadBody } from '../read-body.ts'
import { sendBody } from '../send-body.ts'

const place = /^\/kubernetes\/([0-9a-f]{32})(\/.*)?$/
/** As much as etcd takes for one object. */
const largestBody = 1_500_000

const refusals: Readonly<Record<UnreadBody, () => KubernetesFault>> = {
  'too-long': () => kubernetesFaults.tooLarge(largestBody),
  'too-slow': () => kubernetesFaults.tooSlow(),
}

interface Tools {
  readonly store: Store
  readonly identify: Identify
  readonly issuers: Issuers
  readonly clock: Clock
}

/** The Kubernetes APIs of embedded clusters. */
export function kubernetesDoor(tools: Tools): Door {
  return {
    name: 'kubernetes',
    accepts: (head) => head.signedFor === undefined && place.test(head.path),
    async answer(arrival, request, response) {
      const body = await readBody(request, largestBody)
      const { status, body: answer } = await answered(arrival, body, tools)
      sendBody(response, status, { 'content-type': 'application/json' }, JSON.stringify(answer))
    },
  }
}

async function answered(
  arrival: Arrival,
  body: Uint8Array | UnreadBody,
  tools: Tools,
): Promise<KubernetesAnswer> {
  try {
    if (typeof body === 'string') throw refusals[body]()
    return await call(arrival, body, tools)
  } catch (error) {
    if (error instanceof KubernetesFault) return { status: error.code, body: error.toStatus() }
    throw error
  }
}

async function call(arrival: Arrival, bytes: Uint8Array, tools: Tools): Promise<KubernetesAnswer> {
  const { head } = arrival
  const { store, identify, issuers, clock } = tools
  const [, id = '', below = '/'] = place.exec(head.path) ?? []
  const named = await store.reader.get(clusterIds, [id])
  const cluster = named && (await store.reader.get(clusters, [named.account, named.region, named.name]))
  const bearer = /^Bearer (\S+)$/.exec(head.headers.get('authorization') ?? '')?.[1]
  const caller =
    cluster &&
    bearer &&
    (await eksTokenHolder(bearer, cluster.name, { identify, reader: store.reader, clock }))
  // A cluster that is not there answers as one that does not know the caller.
  if (!caller) throw kubernetesFaults.unauthorized()
  if (Object.hasOwn(discovery, below)) return { status: 200, body: discovery[below] as object }
  const path = kubernetesPath(below)
  if (!path) throw kubernetesFaults.pathNotFound()
  const verb = kubernetesVerb(head.method, path)
  const work: Work = { arrival, caller, cluster, verb, path, name: path.name }
  if (verb.method === 'GET') return store.transact((transaction) => run(work, bytes, transaction, issuers))
  return store.transact(async (transaction) => {
    try {
      const answer = await transaction.attempt(() => run(work, bytes, transaction, issuers))
      await transaction.record(kubernetesEvent(work))
      return answer
    } catch (fault) {
      if (!(fault instanceof KubernetesFault)) throw fault
      await transaction.record(kubernetesEvent({ ...work, fault }))
      return { status: fault.code, body: fault.toStatus() }
    }
  })
}

interface Work {
  readonly arrival: Arrival
  readonly caller: Caller
  readonly cluster: Cluster
  readonly verb: KubernetesVerb
  readonly path: KubernetesPath
  /** Known from the path, or from the body once it is read. */
  name: string | undefined
}

async function run(
  work: Work,
  bytes: Uint8Array,
  transaction: Transaction,
  issuers: Issuers,
): Promise<KubernetesAnswer> {
  const { arrival, caller, cluster, verb, path } = work
  authorizeKubernetes(caller, cluster, verb.name, path)
  const body = readKubernetesBody(bytes, arrival.head.headers.get('content-type'), verb)
  const { name } = (body['metadata'] ?? {}) as { name?: unknown }
  if (typeof name === 'string') work.name ??= name
  return verb.run({ cluster, path, body, transaction, issuers, now: arrival.at })
}
