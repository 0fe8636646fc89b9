import {
  DeletePodIdentityAssociation$,
  type DeletePodIdentityAssociationRequest,
  type DeletePodIdentityAssociationResponse,
} from '@aws-sdk/client-eks'
import type { Given } from '../../given.ts'
import { operation } from '../../operation.ts'
import { findCluster } from '../cluster/find-cluster.ts'
import { eksConstraints } from '../constraints.ts'
import { associationOutput } from './association-output.ts'
import { associationPermission } from './association-permission.ts'
import { findAssociation } from './find-association.ts'
import { keptAssociations } from './kept-associations.ts'

/** No pod is given credentials by it from then on; those that are out live until they end or are revoked. */
export const deletePodIdentityAssociation = operation<
  Given<DeletePodIdentityAssociationRequest>,
  DeletePodIdentityAssociationResponse
>(DeletePodIdentityAssociation$, {
  constraints: { clusterName: eksConstraints.clusterName },
  authorize: associationPermission('DeletePodIdentityAssociation'),
  trail: {
    readOnly: false,
    resources: ({ clusterName }) => [{ type: 'AWS::EKS::Cluster', name: clusterName }],
  },
  async handle(input, context) {
    const cluster = await findCluster(input.clusterName, context)
    const association = await findAssociation(cluster, input.associationId, context.transaction)
    await keptAssociations.forget(association, context.transaction)
    return { association: associationOutput.whole(association) }
  },
})
