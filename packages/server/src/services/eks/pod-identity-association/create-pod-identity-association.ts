import {
  CreatePodIdentityAssociation$,
  type CreatePodIdentityAssociationRequest,
  type CreatePodIdentityAssociationResponse,
} from '@aws-sdk/client-eks'
import type { Cluster } from '../../../records/cluster.ts'
import { associationTokens, type PodIdentityAssociation } from '../../../records/pod-identity-association.ts'
import type { RequestMark } from '../../../records/request-mark.ts'
import type { Given } from '../../given.ts'
import { operation } from '../../operation.ts'
import type { ServiceContext } from '../../service-context.ts'
import { clusterPermission } from '../cluster/cluster-permission.ts'
import { findCluster } from '../cluster/find-cluster.ts'
import { eksConstraints } from '../constraints.ts'
import { passRole } from '../pass-role.ts'
import { requestMarks } from '../request-marks.ts'
import { associationOutput } from './association-output.ts'
import { createAssociation } from './create-association.ts'
import { findAssociation } from './find-association.ts'

type Input = Given<CreatePodIdentityAssociationRequest>

/** The same call again, under the same token, answers what the first one made. */
export const createPodIdentityAssociation = operation<Input, CreatePodIdentityAssociationResponse>(
  CreatePodIdentityAssociation$,
  {
    constraints: { clusterName: eksConstraints.clusterName },
    async authorize(input, context) {
      const tags = Object.entries(input.tags ?? {})
      const keys = [
        ...tags.map(([key, value]) => [`aws:RequestTag/${key}`, value] as const),
        ...(tags.length > 0 ? [['aws:TagKeys', tags.map(([key]) => key)] as const] : []),
      ]
      const onCluster = await clusterPermission('CreatePodIdentityAssociation')(
        { name: input.clusterName },
        context,
      )
      return [
        ...onCluster.map((one) => ({ ...one, context: [...(one.context ?? []), ...keys] })),
        passRole(input.roleArn, 'pods.eks.amazonaws.com'),
      ]
    },
    trail: {
      readOnly: false,
      resources: ({ clusterName }) => [{ type: 'AWS::EKS::Cluster', name: clusterName }],
    },
    async handle(input, context) {
      const cluster = await findCluster(input.clusterName, context)
      const created = requestMarks.of(input)
      const before = created && (await madeBefore(created, cluster, context))
      const association = before ?? (await createAssociation(cluster, { ...input, created }, context))
      return { association: associationOutput.whole(association) }
    },
  },
)

async function madeBefore(
  mark: RequestMark,
  cluster: Cluster,
  { transaction }: ServiceContext,
): Promise<PodIdentityAssociation | undefined> {
  const made = await transaction.get(associationTokens, [cluster.id, mark.token])
  if (!made) return undefined
  const association = await findAssociation(cluster, made.associationId, transaction)
  return requestMarks.isSame(mark, association.created) ? association : undefined
}
