import type { Lookup } from '../snapshot/lookup.ts'
import type { PodRecord } from '../verify/setup.ts'
import type { PodSubject } from '../why/question.ts'
import { ask } from './ask.ts'
import type { Doors } from './doors.ts'
import { podRecord } from './pod-record.ts'

/** Phases in which nothing of a pod runs any more. */
const ended: ReadonlySet<string | undefined> = new Set(['Succeeded', 'Failed'])

/** Reads the pods of a namespace that have not ended, also those of other ServiceAccounts: one may be meant for this. */
export async function readPods(
  { cluster, namespace }: PodSubject,
  doors: Doors,
): Promise<Lookup<readonly PodRecord[]>> {
  const listed = await ask(doors.kubernetes(cluster).then((kubernetes) => kubernetes.pods(namespace).list()))
  if (listed.state !== 'found') return listed
  const item = listed.item.filter(({ status }) => !ended.has(status?.phase)).map(podRecord)
  return { state: 'found', item }
}
