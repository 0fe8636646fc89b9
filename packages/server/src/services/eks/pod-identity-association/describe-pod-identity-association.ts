import {
  DescribePodIdentityAssociation$,
  type DescribePodIdentityAssociationRequest,
  type DescribePodIdentityAssociationResponse,
} from '@aws-sdk/client-eks'
import type { Given } from '../../given.ts'
import { operation } from '../../operation.ts'
import { findCluster } from '../cluster/find-cluster.ts'
import { eksConstraints } from '../constraints.ts'
import { associationOutput } from './association-output.ts'
import { associationPermission } from './association-permission.ts'
import { findAssociation } from './find-association.ts'

export const describePodIdentityAssociation = operation<
  Given<DescribePodIdentityAssociationRequest>,
  DescribePodIdentityAssociationResponse
>(DescribePodIdentityAssociation$, {
  constraints: { clusterName: eksConstraints.clusterName },
  authorize: associationPermission('DescribePodIdentityAssociation'),
  trail: {
    readOnly: true,
    resources: ({ clusterName }) => [{ type: 'AWS::EKS::Cluster', name: clusterName }],
  },
  async handle(input, context) {
    const cluster = await findCluster(input.clusterName, context)
    const association = await findAssociation(cluster, input.associationId, context.transaction)
    return { association: associationOutput.whole(association) }
  },
})
