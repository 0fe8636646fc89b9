import { DescribeClusterCommand } from '@aws-sdk/client-eks'
import { paginateListRoles } from '@aws-sdk/client-iam'
import { providerHostPath } from '@rolecall/core'
import type { Lookup } from '../snapshot/lookup.ts'
import type { ClusterRecord, ServiceAccountRecord } from '../snapshot/snapshot.ts'
import { namedRole } from '../why/named-role.ts'
import type { PodSubject } from '../why/question.ts'
import { subjectOf } from '../why/subject-of.ts'
import { ask } from './ask.ts'
import type { Collecting } from './collecting.ts'
import type { Doors } from './doors.ts'
import { gather } from './gather.ts'
import { noteProvider } from './note-provider.ts'
import { noteRole } from './note-role.ts'
import { noteServiceAccount } from './note-service-account.ts'
import { outlineOfRole } from './outline-of-role.ts'

/** More roles than this are not read in full on the guess that one of them was meant. */
const mostGuesses = 5

/** What was found of a pod's cluster and ServiceAccount. */
export interface CollectedPod {
  readonly cluster: Lookup<ClusterRecord>
  readonly serviceAccount: ServiceAccountRecord | undefined
}

/** Reads what lies between a pod and its role. */
export async function collectPod(
  question: PodSubject,
  doors: Doors,
  collecting: Collecting,
): Promise<CollectedPod> {
  const cluster = await describeCluster(question.cluster, doors)
  collecting.note('clusters', question.cluster, cluster)
  const serviceAccount = await noteServiceAccount(question, cluster, doors, collecting)
  await Promise.all([
    collectProvider(cluster, doors, collecting),
    serviceAccount && collectRole(question, serviceAccount, doors, collecting),
  ])
  return { cluster, serviceAccount }
}

async function describeCluster(name: string, { eks }: Doors): Promise<Lookup<ClusterRecord>> {
  const asked = await ask(eks.send(new DescribeClusterCommand({ name })))
  if (asked.state !== 'found') return asked
  const { arn = '', identity } = asked.item.cluster ?? {}
  const issuer = identity?.oidc?.issuer
  return { state: 'found', item: { arn, name, ...(issuer ? { issuer } : {}) } }
}

async function collectProvider(
  cluster: Lookup<ClusterRecord>,
  doors: Doors,
  collecting: Collecting,
): Promise<void> {
  const issuer = cluster.state === 'found' ? cluster.item.issuer : undefined
  const hostPath = issuer === undefined ? undefined : providerHostPath(issuer, { allowLoopbackHttp: true })
  if (hostPath === undefined) return
  const arn = `arn:${doors.partition}:iam::${doors.account}:oidc-provider/${hostPath}`
  await noteProvider(arn, doors, collecting)
}

/** The role that is named; when none is there, those that somebody may have meant. */
async function collectRole(
  question: PodSubject,
  serviceAccount: ServiceAccountRecord,
  doors: Doors,
  collecting: Collecting,
): Promise<void> {
  const arn = namedRole(serviceAccount, doors)?.arn
  const state = arn === undefined ? 'missing' : await noteRole(arn, doors, collecting)
  if (state !== 'missing') return
  const listed = await ask(gather(paginateListRoles({ client: doors.iam }, {}), (page) => page.Roles))
  const outlines = listed.state === 'found' ? listed.item.map(outlineOfRole) : []
  const trusting = outlines.filter(({ trust }) => trust.includes(subjectOf(question))).slice(0, mostGuesses)
  for (const { arn } of trusting) if (!collecting.has('roles', arn)) await noteRole(arn, doors, collecting)
  collecting.add(
    'roles',
    outlines.filter(({ arn }) => !collecting.has('roles', arn)),
  )
}
