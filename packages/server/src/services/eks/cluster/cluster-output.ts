import type { Cluster as ClusterOutput } from '@aws-sdk/client-eks'
import type { Cluster, ClusterConnection } from '../../../records/cluster.ts'

/** A cluster as EKS writes it. Endpoint, certificate and issuer come with `ACTIVE`. */
export function clusterOutput(cluster: Cluster): ClusterOutput {
  return {
    name: cluster.name,
    arn: cluster.arn,
    createdAt: new Date(cluster.createdAt),
    status: cluster.status,
    tags: { ...cluster.tags },
    ...(cluster.connection ? connectedMembers(cluster.connection) : ownMembers(cluster)),
    ...(cluster.status === 'ACTIVE'
      ? {
          endpoint: cluster.endpoint,
          identity: { oidc: { issuer: cluster.issuer } },
        }
      : {}),
  }
}

function ownMembers(cluster: Cluster): ClusterOutput {
  return {
    version: cluster.version,
    roleArn: cluster.roleArn,
    resourcesVpcConfig: {
      subnetIds: [...cluster.subnetIds],
      securityGroupIds: [...cluster.securityGroupIds],
      endpointPublicAccess: true,
      endpointPrivateAccess: false,
    },
    platformVersion: 'eks.1',
    accessConfig: { authenticationMode: cluster.authenticationMode },
  }
}

/** Without the activation code, which only the answer to its registration holds. */
function connectedMembers(connection: ClusterConnection): ClusterOutput {
  const { provider, roleArn, activationId, activationExpiry, certificateAuthority } = connection
  return {
    connectorConfig: { provider, roleArn, activationId, activationExpiry: new Date(activationExpiry) },
    ...(certificateAuthority === undefined ? {} : { certificateAuthority: { data: certificateAuthority } }),
  }
}
