import type { Lookup } from '../snapshot/lookup.ts'
import type { ClusterRecord, ServiceAccountRecord } from '../snapshot/snapshot.ts'
import type { PodSubject } from '../why/question.ts'
import { ask } from './ask.ts'
import type { Collecting } from './collecting.ts'
import type { Doors } from './doors.ts'
import { serviceAccountRecord } from './service-account-record.ts'

/** Reads a ServiceAccount, and those beside it when it is not there: one of them may have been meant. */
export async function noteServiceAccount(
  { cluster, namespace, serviceAccount: name }: PodSubject,
  described: Lookup<ClusterRecord>,
  doors: Doors,
  collecting: Collecting,
): Promise<ServiceAccountRecord | undefined> {
  const key = `${cluster}/${namespace}/${name}`
  if (described.state !== 'found') {
    const because = described.state === 'unread' ? described.because : `there is no cluster ${cluster}`
    collecting.note('serviceAccounts', key, { state: 'unread', because })
    return undefined
  }
  const resource = async () => (await doors.kubernetes(cluster)).serviceAccounts(namespace)
  const got = await ask(resource().then((accounts) => accounts.get(name)))
  if (got.state === 'found') {
    const record = serviceAccountRecord(got.item, cluster, namespace)
    collecting.add('serviceAccounts', [record])
    return record
  }
  collecting.note('serviceAccounts', key, got)
  if (got.state === 'missing') {
    const beside = await ask(resource().then((accounts) => accounts.list()))
    const records = beside.state === 'found' ? beside.item : []
    collecting.add(
      'serviceAccounts',
      records.map((one) => serviceAccountRecord(one, cluster, namespace)),
    )
  }
  return undefined
}
