import { isDeepStrictEqual } from 'node:util'
import { structure, text } from '@rolecall/aws-protocol'
import { issuerUrl, serviceUrl } from '@rolecall/core'
import type { JwksDocument } from '@rolecall/tokens'
import { isHostedHere } from '../../../issuers/is-hosted-here.ts'
import { type Cluster, clusterIssuers, clusters } from '../../../records/cluster.ts'
import { openIdConnectProviders } from '../../../records/open-id-connect-provider.ts'
import { operation } from '../../operation.ts'
import type { ServiceContext } from '../../service-context.ts'
import { clusterOutput } from '../cluster/cluster-output.ts'
import { clusterPermission } from '../cluster/cluster-permission.ts'
import { findCluster } from '../cluster/find-cluster.ts'
import { eksConstraints } from '../constraints.ts'
import { eksFaults } from '../faults.ts'
import { connectedClusterFaults } from './connected-cluster-faults.ts'
import {
  PutClusterIssuer$,
  type PutClusterIssuerRequest,
  type PutClusterIssuerResponse,
} from './put-cluster-issuer-schema.ts'
import { readCertificateAuthority } from './read-certificate-authority.ts'
import { readUploadedKeys } from './read-uploaded-keys.ts'

interface Prepared {
  readonly keys: JwksDocument | undefined
  readonly certificateAuthority: string | undefined
}

/**
 * Says which issuer a connected cluster has, and by what its tokens are verified: keys that are uploaded, an issuer
 * that proves itself by the cluster's own authority, or one that anybody can ask. Both hold in the account of the
 * cluster alone. Whoever may call this can be every pod of the cluster, and so it is not one of `eks:*`. Called again,
 * it replaces keys and authority; what is left out is gone.
 */
export const putClusterIssuer = operation<PutClusterIssuerRequest, PutClusterIssuerResponse, Prepared>(
  PutClusterIssuer$,
  {
    constraints: {
      name: eksConstraints.clusterName,
      issuer: text({ min: 1, max: 255 }),
      endpoint: text({ min: 1, max: 2048 }),
      certificateAuthority: structure({ data: text({ min: 1 }) }),
    },
    authorize: clusterPermission('PutClusterIssuer', undefined, 'rolecall'),
    trail: { readOnly: false, resources: ({ name }) => [{ type: 'AWS::EKS::Cluster', name }] },
    prepare: async ({ keys, certificateAuthority }) => ({
      keys: keys === undefined ? undefined : await readUploadedKeys(keys),
      certificateAuthority:
        certificateAuthority?.data === undefined
          ? undefined
          : readCertificateAuthority(certificateAuthority.data),
    }),
    async handle(input, context, { keys, certificateAuthority }) {
      const { account, region, transaction } = context
      const cluster = await findCluster(input.name, context)
      if (!cluster.connection) throw connectedClusterFaults.notConnected(cluster.name)
      const hostPath = await checkIssuer(input, cluster, context)
      const kept: Cluster = {
        ...cluster,
        status: 'ACTIVE',
        issuer: input.issuer,
        endpoint: checkEndpoint(input.endpoint),
        connection: { ...cluster.connection, keys, certificateAuthority },
      }
      // A record that stays keeps what was fetched for it.
      const changed = !isDeepStrictEqual(stated(cluster), stated(kept))
      if (changed) {
        await transaction.put(clusters, [account, region, cluster.name], kept)
        await transaction.put(clusterIssuers, [account, hostPath], { region, name: cluster.name })
      }
      return { cluster: clusterOutput(kept, context), changed }
    },
  },
)

/** What this operation says of a cluster; as it is kept, without members that are not there. */
function stated({ status, issuer, endpoint, connection }: Cluster): unknown {
  return JSON.parse(JSON.stringify({ status, issuer, endpoint, connection }))
}

/** The name that a provider of the issuer has, once the issuer may be that of this cluster. @throws Fault */
async function checkIssuer(
  { issuer, certificateAuthority }: PutClusterIssuerRequest,
  cluster: Cluster,
  { account, allowLoopbackHttp, region, require, transaction }: ServiceContext,
): Promise<string> {
  const url = issuerUrl(issuer, { allowLoopbackHttp })
  if (!url) {
    throw eksFaults.invalidParameter(
      `The issuer ${JSON.stringify(issuer)} is no https URL that an OIDC provider can have.`,
    )
  }
  if (url.isHttp && certificateAuthority)
    throw eksFaults.invalidParameter('An issuer without TLS has no certificate authority.')
  if (cluster.issuer !== undefined && cluster.issuer !== issuer)
    throw connectedClusterFaults.otherIssuer(cluster.name, cluster.issuer)
  // Nobody but this server speaks for an issuer that it hosts.
  if (await isHostedHere(url.url, transaction))
    throw eksFaults.invalidParameter(`The issuer ${issuer} is one of this server's own.`)
  const holder = await transaction.get(clusterIssuers, [account, url.hostPath])
  if (holder && (holder.region !== region || holder.name !== cluster.name))
    throw connectedClusterFaults.issuerTaken(issuer, holder.name, holder.region)
  // Roles of the account trust that issuer already: who says now what its keys are changes whom they trust.
  const provider = await transaction.get(openIdConnectProviders, [account, url.hostPath])
  if (provider && !holder)
    require({ action: 'iam:UpdateOpenIDConnectProviderThumbprint', resource: provider.arn })
  return url.hostPath
}

function checkEndpoint(endpoint: string | undefined): string | undefined {
  if (endpoint === undefined) return undefined
  if (!serviceUrl(endpoint))
    throw eksFaults.invalidParameter(`The endpoint ${JSON.stringify(endpoint)} is no http or https URL.`)
  return endpoint
}
