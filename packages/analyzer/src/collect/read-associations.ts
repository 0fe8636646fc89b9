import {
  DescribePodIdentityAssociationCommand,
  type ListPodIdentityAssociationsCommandInput,
  type PodIdentityAssociationSummary,
  paginateListPodIdentityAssociations,
} from '@aws-sdk/client-eks'
import { matchesPattern } from '@rolecall/core'
import type { Lookup } from '../snapshot/lookup.ts'
import type { AssociationRecord } from '../snapshot/snapshot.ts'
import type { PodSubject } from '../why/question.ts'
import { ask } from './ask.ts'
import { associationRecord } from './association-record.ts'
import type { Doors } from './doors.ts'
import { gather } from './gather.ts'

/**
 * Reads the association of a ServiceAccount in full. Where none has its very name, the list of all that its cluster
 * has, unless none may be a pattern: one that fits is read in full, and of the others one may have been meant.
 */
export async function readAssociations(
  subject: PodSubject,
  doors: Doors,
): Promise<Lookup<readonly AssociationRecord[]>> {
  const { cluster: clusterName, namespace, serviceAccount } = subject
  const own = await list({ clusterName, namespace, serviceAccount }, doors)
  if (own.state !== 'found') return own
  const isAll = own.item.length > 0 || doors.takesPatterns === false
  const listed = isAll ? own : await list({ clusterName }, doors)
  if (listed.state !== 'found') return listed
  const item: AssociationRecord[] = []
  for (const one of listed.item) item.push(...(await record(one, subject, doors)))
  return { state: 'found', item }
}

function list(input: ListPodIdentityAssociationsCommandInput, { eks }: Doors) {
  const pages = paginateListPodIdentityAssociations({ client: eks }, input)
  return ask(gather(pages, (page) => page.associations))
}

/** The outline where it is another's; none when it was deleted meanwhile. */
async function record(
  one: PodIdentityAssociationSummary,
  { namespace, serviceAccount }: PodSubject,
  { eks }: Doors,
): Promise<readonly AssociationRecord[]> {
  const outline = associationRecord(one)
  if (
    !matchesPattern(outline.namespace, namespace) ||
    !matchesPattern(outline.serviceAccount, serviceAccount)
  )
    return [outline]
  const { clusterName, associationId } = one
  const whole = await ask(eks.send(new DescribePodIdentityAssociationCommand({ clusterName, associationId })))
  if (whole.state === 'missing') return []
  if (whole.state === 'unread') return [{ ...outline, unread: whole.because }]
  return [associationRecord(whole.item.association ?? one)]
}
