import {
  ListPodIdentityAssociations$,
  type ListPodIdentityAssociationsRequest,
  type ListPodIdentityAssociationsResponse,
} from '@aws-sdk/client-eks'
import { formatPageToken, parsePageToken } from '@rolecall/core'
import { podIdentityAssociations } from '../../../records/pod-identity-association.ts'
import type { Given } from '../../given.ts'
import { operation } from '../../operation.ts'
import { clusterPermission } from '../cluster/cluster-permission.ts'
import { findCluster } from '../cluster/find-cluster.ts'
import { eksConstraints } from '../constraints.ts'
import { eksFaults } from '../faults.ts'
import { associationOutput } from './association-output.ts'

const usual = 100

export const listPodIdentityAssociations = operation<
  Given<ListPodIdentityAssociationsRequest>,
  ListPodIdentityAssociationsResponse
>(ListPodIdentityAssociations$, {
  constraints: { clusterName: eksConstraints.clusterName, maxResults: eksConstraints.maxResults },
  authorize: (input, context) =>
    clusterPermission('ListPodIdentityAssociations')({ name: input.clusterName }, context),
  trail: {
    readOnly: true,
    resources: ({ clusterName }) => [{ type: 'AWS::EKS::Cluster', name: clusterName }],
  },
  async handle(input, context) {
    const cluster = await findCluster(input.clusterName, context)
    const { namespace, serviceAccount, nextToken, maxResults: limit = usual } = input
    const after = nextToken === undefined ? undefined : parsePageToken(nextToken)
    if (nextToken !== undefined && after === undefined) throw eksFaults.invalidParameter('Invalid nextToken.')
    const isAll = namespace === undefined && serviceAccount === undefined
    const range = { after: after === undefined ? undefined : [after], limit: isAll ? limit + 1 : undefined }
    const found = (await context.transaction.list(podIdentityAssociations, [cluster.id], range)).filter(
      (one) =>
        (namespace === undefined || one.namespace === namespace) &&
        (serviceAccount === undefined || one.serviceAccount === serviceAccount),
    )
    const last = found[limit - 1]
    return {
      associations: found.slice(0, limit).map(associationOutput.summary),
      ...(found.length > limit && last !== undefined ? { nextToken: formatPageToken(last.id) } : {}),
    }
  },
})
