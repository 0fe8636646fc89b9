import {
  UpdatePodIdentityAssociation$,
  type UpdatePodIdentityAssociationRequest,
  type UpdatePodIdentityAssociationResponse,
} from '@aws-sdk/client-eks'
import type { PodIdentityAssociation } from '../../../records/pod-identity-association.ts'
import type { Given } from '../../given.ts'
import { operation } from '../../operation.ts'
import { findCluster } from '../cluster/find-cluster.ts'
import { eksConstraints } from '../constraints.ts'
import { passRole } from '../pass-role.ts'
import { requestMarks } from '../request-marks.ts'
import { associationFaults } from './association-faults.ts'
import { associationOutput } from './association-output.ts'
import { associationPermission } from './association-permission.ts'
import { findAssociation } from './find-association.ts'
import { keptAssociations } from './kept-associations.ts'
import { refuseRole } from './refuse-role.ts'
import { refuseSettings } from './refuse-settings.ts'

type Input = Given<UpdatePodIdentityAssociationRequest>

/** What is left out stays as it is; an empty target role or policy is taken away. */
export const updatePodIdentityAssociation = operation<Input, UpdatePodIdentityAssociationResponse>(
  UpdatePodIdentityAssociation$,
  {
    constraints: { clusterName: eksConstraints.clusterName },
    authorize: async (input, context) => [
      ...(await associationPermission('UpdatePodIdentityAssociation')(input, context)),
      ...(input.roleArn === undefined ? [] : [passRole(input.roleArn, 'pods.eks.amazonaws.com')]),
    ],
    trail: {
      readOnly: false,
      resources: ({ clusterName }) => [{ type: 'AWS::EKS::Cluster', name: clusterName }],
    },
    async handle(input, context) {
      const cluster = await findCluster(input.clusterName, context)
      const before = await findAssociation(cluster, input.associationId, context.transaction)
      const updated = requestMarks.of(input)
      if (requestMarks.isSame(updated, before.updated)) {
        return { association: associationOutput.whole(before) }
      }
      const changed = changedSettings(input, before)
      if (!changed) throw associationFaults.nothingToChange(cluster.name)
      const association = { ...before, ...changed, modifiedAt: context.now, updated }
      refuseSettings(cluster, association)
      await refuseRole(cluster, association, context.transaction)
      await keptAssociations.keep(association, before, context.transaction)
      return { association: associationOutput.whole(association) }
    },
  },
)

/** `undefined` when nothing is asked for. */
function changedSettings(
  { roleArn, targetRoleArn, disableSessionTags, policy }: Input,
  before: PodIdentityAssociation,
): Partial<PodIdentityAssociation> | undefined {
  if ([roleArn, targetRoleArn, disableSessionTags, policy].every((one) => one === undefined)) return undefined
  return {
    roleArn: roleArn ?? before.roleArn,
    targetRoleArn: targetRoleArn === undefined ? before.targetRoleArn : targetRoleArn || undefined,
    disableSessionTags: disableSessionTags ?? before.disableSessionTags,
    policy: policy === undefined ? before.policy : policy || undefined,
  }
}
