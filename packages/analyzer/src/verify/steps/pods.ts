import { localProcessGate } from '@rolecall/core'
import { annotations } from '../../why/annotations.ts'
import { createdAt } from '../pods/created-at.ts'
import { otherServiceAccount } from '../pods/other-service-account.ts'
import { roleInPod } from '../pods/role-in-pod.ts'
import type { Progress, StepFound, StepRow } from '../progress.ts'
import type { PodRecord } from '../setup.ts'
import { symptoms } from '../symptoms.ts'
import type { Finding } from '../verification.ts'

/** Pods of it run, and were made after it was wired: nothing is given to a pod that is there already. */
export const pods: StepRow = {
  name: 'pods',
  needs: ['method'],
  examine(progress) {
    const { setup, question, pod: only } = progress
    if (setup.pods.state === 'unread') return { state: 'not-looked-at', because: setup.pods.because }
    const all = setup.pods.state === 'found' ? setup.pods.item : []
    const misplaced = otherServiceAccount(all, progress)
    if (misplaced) return { state: 'broken', findings: [misplaced] }
    const named = all.filter(
      ({ serviceAccount, name }) =>
        serviceAccount === question.serviceAccount && (only === undefined || name === `pod/${only}`),
    )
    const own = named.filter((pod) => !isLocalProcess(pod))
    const running = own.filter(({ isTemplate }) => !isTemplate)
    if (running.length === 0) {
      const local = named.find(isLocalProcess)
      const because = local
        ? `no pod of it runs but ${local.name}, for which a process of rolecall run stands`
        : only === undefined
          ? 'no pod of it runs'
          : `there is no pod ${only} in namespace ${question.namespace}`
      return { state: 'not-looked-at', because, ...(own.length > 0 ? { onward: { pods: own } } : {}) }
    }
    return judge(own, running, progress)
  },
}

function isLocalProcess({ spec }: PodRecord): boolean {
  return spec.schedulingGates?.some(({ name }) => name === localProcessGate) ?? false
}

function judge(own: readonly PodRecord[], running: readonly PodRecord[], progress: Progress): StepFound {
  const { commands, question } = progress
  const old = running.flatMap((pod) => {
    const because = olderThanWiring(pod, progress)
    return because === undefined ? [] : [{ pod, because }]
  })
  const fresh = own.filter((pod) => old.every((one) => one.pod !== pod))
  const onward = { pods: fresh }
  const [first, ...more] = old.map(({ pod, because }): Finding => {
    const role = roleInPod(pod)
    return {
      kind: 'older-than-wiring',
      sentence: `${pod.name} ${because}`,
      ...(role === undefined ? { error: symptoms.noCredentials() } : {}),
      fix: commands.restart(question.namespace, [pod]),
    }
  })
  if (first) return { state: 'broken', findings: [first, ...more], onward }
  const unsure = running.find((pod) => roleInPod(pod) === undefined && wiredAt(progress) === undefined)
  const names = `${running.length === 1 ? running[0]!.name : `${running.length} pods`}`
  if (unsure && progress.method === 'irsa') {
    return {
      state: 'not-looked-at',
      because: `when it was annotated the cluster did not keep (managedFields), and ${unsure.name} has no role that would tell`,
      onward,
    }
  }
  return { state: 'ok', sentence: `${names}, made after it was wired`, onward }
}

/** What is in a pod says more than times do: a role in it that is another one was given before. */
function olderThanWiring(pod: PodRecord, progress: Progress): string | undefined {
  const { method, roleArn, association } = progress
  const role = roleInPod(pod)
  if (method === 'irsa' && role !== undefined) {
    const wanted = roleArn ?? progress.serviceAccount!.annotations[annotations.role]
    return role === wanted
      ? undefined
      : `still has role ${role}, and was not restarted since the annotation names another`
  }
  if (role !== undefined && method === 'pod-identity') {
    return role === ''
      ? undefined
      : `still has role ${role} by the annotation, and was not restarted since it is associated`
  }
  const made = createdAt(pod.metadata)
  const wired = wiredAt(progress)
  if (made === undefined || wired === undefined || made >= wired) return undefined
  const how = association ? 'associated' : 'annotated'
  return `was made at ${iso(made)}, before it was ${how} at ${iso(wired)}`
}

function wiredAt({ association, serviceAccount }: Progress): number | undefined {
  return association ? association.modified : serviceAccount!.annotated?.[annotations.role]
}

function iso(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`
}
