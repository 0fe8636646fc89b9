import { setTimeout as sleep } from 'node:timers/promises'
import { type KubernetesApi, KubernetesFault } from '@rolecall/kubernetes'

export interface PodsToCreate {
  readonly namespace: string
  readonly serviceAccount: string
  readonly perSecond: number
}

export interface PodsCreated {
  readonly names: readonly string[]
  /** Times that a kube-apiserver refused one. It was asked again until it did not, as controllers do. */
  readonly refusals: readonly KubernetesFault[]
}

/** More are not under way at once: a kube-apiserver that is slow for a moment is not asked faster afterwards. */
const mostAtOnce = 100

/** Creates pods at a steady rate for as long as something else takes. */
export async function createPods(
  api: KubernetesApi,
  { namespace, serviceAccount, perSecond }: PodsToCreate,
  meanwhile: () => Promise<void>,
): Promise<PodsCreated> {
  const names: string[] = []
  const refusals: KubernetesFault[] = []
  const underWay = new Set<Promise<void>>()
  const create = async (name: string): Promise<void> => {
    try {
      await api.pods(namespace).create({
        metadata: { name },
        spec: { serviceAccountName: serviceAccount, containers: [{ name: 'main', image: 'main' }] },
      })
    } catch (error) {
      if (!(error instanceof KubernetesFault)) throw error
      refusals.push(error)
      await sleep(200)
      await create(name)
    }
  }
  let isOver = false
  const rest = meanwhile().finally(() => {
    isOver = true
  })
  const begun = performance.now()
  while (!isOver) {
    const due = ((performance.now() - begun) / 1000) * perSecond
    while (names.length < due && underWay.size < mostAtOnce) {
      const name = `${serviceAccount}-${names.length}`
      names.push(name)
      const one = create(name).finally(() => underWay.delete(one))
      underWay.add(one)
    }
    await sleep(5)
  }
  await Promise.all([rest, ...underWay])
  return { names, refusals }
}
