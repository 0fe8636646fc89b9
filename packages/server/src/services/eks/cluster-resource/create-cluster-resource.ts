import { formatArn } from '@rolecall/core'
import type { Cluster } from '../../../records/cluster.ts'
import { type ClusterResource, clusterResources } from '../../../records/cluster-resource.ts'
import type { ServiceContext } from '../../service-context.ts'
import { findCluster } from '../cluster/find-cluster.ts'
import { type OwnCluster, ownCluster } from '../cluster/own-cluster.ts'
import { eksFaults } from '../faults.ts'
import { newUuid } from '../new-uuid.ts'
import { requestMarks } from '../request-marks.ts'
import { mergeTags } from '../tag/merge-tags.ts'
import { settleCluster } from '../update/settle-cluster.ts'
import type { ClusterResourceKind } from './cluster-resource-kind.ts'

interface CreateInput {
  readonly clusterName: string
  readonly clientRequestToken?: string | undefined
  readonly tags?: Readonly<Record<string, string>> | undefined
}

/**
 * Makes something below a cluster; a call that is sent again is answered what it made.
 *
 * @param detail what is kept of its type, once it is known that it may be made.
 * @throws Fault ResourceNotFoundException, ResourceInUseException, InvalidRequestException, and those of `detail`
 */
export async function createClusterResource<Detail, Output extends object>(
  kind: ClusterResourceKind<Detail, Output>,
  name: string,
  input: CreateInput,
  detail: (cluster: OwnCluster, arn: string) => Promise<Detail>,
  context: ServiceContext,
): Promise<{ readonly cluster: Cluster; readonly resource: ClusterResource<Detail> }> {
  const { account, now, partition, random, region, transaction } = context
  const cluster = ownCluster(await findCluster(input.clusterName, context))
  const request = requestMarks.of(input)
  const present = await transaction.get(clusterResources, [cluster.id, kind.type, name])
  if (present && requestMarks.isSame(request, present.request))
    return { cluster, resource: present as ClusterResource<Detail> }
  if (present) throw kind.exists(name, cluster.name)
  if (cluster.status !== 'ACTIVE') throw eksFaults.clusterNotActive(cluster.name)
  const path = `${kind.type}/${cluster.name}/${kind.arnName(name)}/${newUuid(random)}`
  const arn = formatArn({ partition, service: 'eks', region, account, resource: path })
  const resource: ClusterResource<Detail> = {
    account,
    region,
    clusterId: cluster.id,
    clusterName: cluster.name,
    type: kind.type,
    name,
    arn,
    createdAt: now,
    modifiedAt: now,
    status: 'CREATING',
    tags: mergeTags({}, input.tags),
    request,
    detail: await detail(cluster, arn),
  }
  await transaction.put(clusterResources, [cluster.id, kind.type, name], resource)
  context.later(() => settleCluster(cluster, context))
  return { cluster, resource }
}
