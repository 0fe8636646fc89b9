import { integer, text } from '@rolecall/aws-protocol'
import { clusters } from '../../records/cluster.ts'
import { eksConstraints } from '../eks/constraints.ts'
import { operation } from '../operation.ts'
import { eksAuthFaults } from './eks-auth-faults.ts'
import { eksAuthPermission } from './eks-auth-permission.ts'
import {
  WaitForPodIdentityChanges$,
  type WaitForPodIdentityChangesRequest,
  type WaitForPodIdentityChangesResponse,
} from './wait-for-pod-identity-changes-schema.data.ts'

/** Less than the silence after which connections are cut. */
const longestWait = 50

/**
 * Answers as soon as credentials of pods of a cluster may be others than they were: their association, their role or
 * its policies changed. Who may ask for the credentials may ask this.
 */
export const waitForPodIdentityChanges = operation<
  WaitForPodIdentityChangesRequest,
  WaitForPodIdentityChangesResponse,
  WaitForPodIdentityChangesResponse
>(WaitForPodIdentityChanges$, {
  constraints: {
    clusterName: eksConstraints.clusterName,
    cursor: text({ max: 100 }),
    waitSeconds: integer({ min: 0, max: longestWait }),
  },
  extends: 'eks-auth:AssumeRoleForPodIdentity',
  authorize: eksAuthPermission,
  trail: {
    readOnly: true,
    resources: ({ clusterName }) => [{ type: 'AWS::EKS::Cluster', name: clusterName }],
  },
  async prepare({ clusterName, cursor, waitSeconds = 0 }, { account, podIdentityChanges, reader, region }) {
    const cluster = await reader.get(clusters, [account, region, clusterName])
    if (!cluster) throw eksAuthFaults.noSuchCluster(clusterName)
    const changed = await podIdentityChanges.since(cluster, cursor, waitSeconds * 1000)
    if (!changed) throw eksAuthFaults.tooManyWaiting()
    return changed
  },
  handle: async (_input, _context, changed) => changed,
})
