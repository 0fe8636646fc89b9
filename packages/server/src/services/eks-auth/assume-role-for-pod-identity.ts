import { text } from '@rolecall/aws-protocol'
import { clusters } from '../../records/cluster.ts'
import { eksConstraints } from '../eks/constraints.ts'
import { associationOf } from '../eks/pod-identity-association/association-of.ts'
import { operation } from '../operation.ts'
import {
  AssumeRoleForPodIdentity$,
  type AssumeRoleForPodIdentityRequest,
  type AssumeRoleForPodIdentityResponse,
} from './assume-role-for-pod-identity-schema.data.ts'
import { eksAuthFaults } from './eks-auth-faults.ts'
import { eksAuthPermission } from './eks-auth-permission.ts'
import { podSession } from './pod-session.ts'
import { type ProvenPod, provePod } from './prove-pod.ts'
import { refuseGonePod } from './refuse-gone-pod.ts'

/**
 * Trades the token of a pod for credentials of the role that its ServiceAccount is associated with. The node signs;
 * the token says for which pod.
 */
export const assumeRoleForPodIdentity = operation<
  AssumeRoleForPodIdentityRequest,
  AssumeRoleForPodIdentityResponse,
  ProvenPod
>(AssumeRoleForPodIdentity$, {
  constraints: {
    clusterName: eksConstraints.clusterName,
    token: text({ min: 1, max: 20_000, secret: true }),
  },
  authorize: eksAuthPermission,
  trail: {
    readOnly: true,
    recordsAnswer: true,
    resources: ({ clusterName }) => [{ type: 'AWS::EKS::Cluster', name: clusterName }],
  },
  prepare: provePod,
  async handle(_input, context, proven) {
    const { transaction } = context
    const { audience, namespace, serviceAccount } = proven
    const { account, region, name, id } = proven.cluster
    const cluster = await transaction.get(clusters, [account, region, name])
    if (cluster?.id !== id) throw eksAuthFaults.noSuchCluster(name)
    await refuseGonePod(proven, transaction)
    const association = await associationOf(
      {
        clusterId: id,
        namespace,
        serviceAccount: serviceAccount.name,
        allowWildcards: context.allowWildcardAssociations,
      },
      transaction,
    )
    if (!association) throw eksAuthFaults.noAssociation(name, namespace, serviceAccount.name)
    const { AssumedRoleUser, Credentials } = await podSession(association, proven, context)
    return {
      subject: { namespace, serviceAccount: serviceAccount.name },
      audience,
      podIdentityAssociation: { associationArn: association.arn, associationId: association.id },
      assumedRoleUser: {
        arn: AssumedRoleUser.Arn ?? '',
        assumeRoleId: AssumedRoleUser.AssumedRoleId ?? '',
      },
      credentials: {
        accessKeyId: Credentials.AccessKeyId ?? '',
        secretAccessKey: Credentials.SecretAccessKey ?? '',
        sessionToken: Credentials.SessionToken ?? '',
        expiration: Credentials.Expiration ?? new Date(Number.NaN),
      },
    }
  },
})
