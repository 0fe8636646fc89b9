import { nearestName } from '../../names/nearest-name.ts'
import type { Progress } from '../progress.ts'
import type { PodRecord } from '../setup.ts'
import { symptoms } from '../symptoms.ts'
import type { Finding } from '../verification.ts'
import { roleInPod } from './role-in-pod.ts'
import { workloadOf } from './workload-of.ts'

/** That a pod meant for a ServiceAccount runs as another: the pod asked about, or one of its name. */
export function otherServiceAccount(
  pods: readonly PodRecord[],
  { commands, question, pod: only }: Progress,
): Finding | undefined {
  const { namespace, serviceAccount: wanted } = question
  const own = pods.some(({ serviceAccount }) => serviceAccount === wanted)
  const pod =
    only === undefined
      ? own
        ? undefined
        : pods.find((one) => isMeant(one, wanted))
      : pods.find(({ name, serviceAccount }) => name === `pod/${only}` && serviceAccount !== wanted)
  if (!pod) return undefined
  const workload = workloadOf(pod)
  return {
    kind: 'other-service-account',
    sentence: `${pod.name} runs as ServiceAccount ${namespace}/${pod.serviceAccount}, and not as ${namespace}/${wanted}`,
    error: symptoms.noCredentials(),
    fix: workload
      ? commands.setServiceAccount(question, workload)
      : `set spec.serviceAccountName of ${pod.name} to ${JSON.stringify(wanted)}, and make it anew`,
  }
}

/** It was given no role, and nobody named a ServiceAccount for it that is not a slip of this one. */
function isMeant(pod: PodRecord, wanted: string): boolean {
  const { name, serviceAccount, metadata } = pod
  if (roleInPod(pod) !== undefined) return false
  if (nearestName(wanted, [serviceAccount])) return true
  const called = name.slice(name.indexOf('/') + 1)
  const isCalled = called === wanted || called.startsWith(`${wanted}-`)
  return serviceAccount === 'default' && (isCalled || Object.values(metadata.labels ?? {}).includes(wanted))
}
