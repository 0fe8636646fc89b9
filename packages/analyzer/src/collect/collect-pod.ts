import { DescribeClusterCommand } from '@aws-sdk/client-eks'
import { paginateListRoles } from '@aws-sdk/client-iam'
import { providerHostPath } from '@rolecall/core'
import { associationFor } from '../snapshot/association-for.ts'
import type { Lookup } from '../snapshot/lookup.ts'
import type {
  AssociationRecord,
  ClusterRecord,
  RoleRecord,
  ServiceAccountRecord,
} from '../snapshot/snapshot.ts'
import { namedRole } from '../why/named-role.ts'
import type { PodSubject } from '../why/question.ts'
import { subjectOf } from '../why/subject-of.ts'
import { ask } from './ask.ts'
import type { Collecting } from './collecting.ts'
import type { Doors } from './doors.ts'
import { gather } from './gather.ts'
import { noteAssociations } from './note-associations.ts'
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

/**
 * Reads what lies between a pod and its role.
 *
 * @param associations what was read of EKS Pod Identity, which goes before an annotation
 */
export async function collectPod(
  question: PodSubject,
  doors: Doors,
  collecting: Collecting,
  associations: Lookup<readonly AssociationRecord[]>,
): Promise<CollectedPod> {
  const cluster = await describeCluster(question.cluster, doors)
  collecting.note('clusters', question.cluster, cluster)
  noteAssociations(question, associations, collecting)
  const serviceAccount = await noteServiceAccount(question, cluster, doors, collecting)
  const association = associationFor(collecting.snapshot(), question)
  if (association.state === 'found') await collectAssociated(association.item, doors, collecting)
  else {
    await Promise.all([
      collectProvider(cluster, doors, collecting),
      serviceAccount && collectAnnotated(question, serviceAccount, doors, collecting),
    ])
  }
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

/** The roles of an association; when the first is not there, names that somebody may have meant. */
async function collectAssociated(
  { roleArn, targetRoleArn }: AssociationRecord,
  doors: Doors,
  collecting: Collecting,
): Promise<void> {
  const state = roleArn === undefined ? undefined : await noteRole(roleArn, doors, collecting)
  if (targetRoleArn !== undefined && !collecting.has('roles', targetRoleArn))
    await noteRole(targetRoleArn, doors, collecting)
  if (state === 'missing') addOutlines(await outlines(doors), collecting)
}

/** The role that is named; when none is there, those that somebody may have meant. */
async function collectAnnotated(
  question: PodSubject,
  serviceAccount: ServiceAccountRecord,
  doors: Doors,
  collecting: Collecting,
): Promise<void> {
  const arn = namedRole(serviceAccount, doors)?.arn
  const state = arn === undefined ? 'missing' : await noteRole(arn, doors, collecting)
  if (state !== 'missing') return
  const all = await outlines(doors)
  const trusting = all.filter(({ trust }) => trust.includes(subjectOf(question))).slice(0, mostGuesses)
  for (const { arn } of trusting) if (!collecting.has('roles', arn)) await noteRole(arn, doors, collecting)
  addOutlines(all, collecting)
}

async function outlines({ iam: client }: Doors): Promise<readonly RoleRecord[]> {
  const listed = await ask(gather(paginateListRoles({ client }, {}), (page) => page.Roles))
  return listed.state === 'found' ? listed.item.map(outlineOfRole) : []
}

function addOutlines(all: readonly RoleRecord[], collecting: Collecting): void {
  collecting.add(
    'roles',
    all.filter(({ arn }) => !collecting.has('roles', arn)),
  )
}
