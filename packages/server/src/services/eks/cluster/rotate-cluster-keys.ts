import { publishedKeys, rotate } from '@rolecall/tokens'
import { longestTokenSeconds } from '../../../issuers/longest-token-seconds.ts'
import { type HostedKey, hostedIssuers } from '../../../records/hosted-issuer.ts'
import { operation } from '../../operation.ts'
import { eksConstraints } from '../constraints.ts'
import { eksFaults } from '../faults.ts'
import { clusterOutput } from './cluster-output.ts'
import { clusterPermission } from './cluster-permission.ts'
import { findCluster } from './find-cluster.ts'
import {
  RotateClusterKeys$,
  type RotateClusterKeysRequest,
  type RotateClusterKeysResponse,
} from './rotate-cluster-keys-schema.ts'

/** Verifiers read a bounded number of keys; whoever rotates without end must not push good ones out. */
const mostKeys = 10

/**
 * Gives an embedded cluster a new key to sign with. Tokens of the keys before it are good until they end: no call is
 * lost. It also runs by itself, see `rotateIssuers`.
 */
export const rotateClusterKeys = operation<RotateClusterKeysRequest, RotateClusterKeysResponse, HostedKey>(
  RotateClusterKeys$,
  {
    constraints: { name: eksConstraints.clusterName },
    authorize: clusterPermission('RotateClusterKeys', 'rolecall'),
    trail: { readOnly: false, resources: ({ name }) => [{ type: 'AWS::EKS::Cluster', name }] },
    prepare: (_input, { issuers }) => issuers.newKey('RS256'),
    async handle({ name, immediately }, context, key) {
      const { now, transaction } = context
      const cluster = await findCluster(name, context)
      if (cluster.connection) throw eksFaults.keysElsewhere(cluster.name)
      const issuer = await transaction.get(hostedIssuers, [cluster.id])
      if (!issuer) throw eksFaults.clusterInTheMaking(cluster.name)
      if (publishedKeys(issuer.ring, now).length >= mostKeys) throw eksFaults.tooManyKeys(mostKeys)
      const ring = rotate(issuer.ring, now, key, longestTokenSeconds, immediately ? 0 : undefined)
      await transaction.put(hostedIssuers, [cluster.id], { ...issuer, ring })
      return { cluster: clusterOutput(cluster) }
    },
  },
)
