import type { Cluster as ClusterOutput } from '@aws-sdk/client-eks'
import type { Cluster, ClusterConnection } from '../../../records/cluster.ts'
import type { ServiceTools } from '../../service-context.ts'
import { clusterVersion } from '../cluster-version/cluster-version.ts'
import { clusterConfiguration } from './cluster-configuration.ts'

type Tools = Pick<ServiceTools, 'certificateAuthority'>

/** A cluster as EKS writes it. Endpoint and issuer come when they are known. */
export function clusterOutput(cluster: Cluster, tools: Tools): ClusterOutput {
  const isKnown = cluster.status === 'ACTIVE' || cluster.status === 'UPDATING'
  return {
    name: cluster.name,
    arn: cluster.arn,
    createdAt: new Date(cluster.createdAt),
    status: cluster.status,
    tags: { ...cluster.tags },
    ...(cluster.connection ? connectedMembers(cluster.connection) : ownMembers(cluster)),
    ...(isKnown ? { endpoint: cluster.endpoint, identity: { oidc: { issuer: cluster.issuer } } } : {}),
    ...(isKnown && !cluster.connection ? certificate(tools.certificateAuthority) : {}),
  }
}

function ownMembers(cluster: Cluster): ClusterOutput {
  const configuration = clusterConfiguration.of(cluster)
  return {
    version: cluster.version,
    roleArn: cluster.roleArn,
    ...configuration,
    resourcesVpcConfig: {
      ...configuration.resourcesVpcConfig,
      subnetIds: [...cluster.subnetIds],
      securityGroupIds: [...cluster.securityGroupIds],
    },
    platformVersion: clusterVersion.platformOf(cluster.version ?? ''),
    health: { issues: [] },
    accessConfig: { authenticationMode: cluster.authenticationMode },
  }
}

/** Without the activation code, which only the answer to its registration holds. */
function connectedMembers(connection: ClusterConnection): ClusterOutput {
  const { provider, roleArn, activationId, activationExpiry, certificateAuthority } = connection
  return {
    connectorConfig: { provider, roleArn, activationId, activationExpiry: new Date(activationExpiry) },
    ...certificate(certificateAuthority),
  }
}

function certificate(data: string | undefined): ClusterOutput {
  return data === undefined ? {} : { certificateAuthority: { data } }
}
