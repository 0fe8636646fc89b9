import type { Cluster as ClusterOutput } from '@aws-sdk/client-eks'
import type { Cluster } from '../../../records/cluster.ts'

/** A cluster as EKS writes it. Endpoint, certificate and issuer come with `ACTIVE`. */
export function clusterOutput(cluster: Cluster): ClusterOutput {
  return {
    name: cluster.name,
    arn: cluster.arn,
    createdAt: new Date(cluster.createdAt),
    version: cluster.version,
    roleArn: cluster.roleArn,
    resourcesVpcConfig: {
      subnetIds: [...cluster.subnetIds],
      securityGroupIds: [...cluster.securityGroupIds],
      endpointPublicAccess: true,
      endpointPrivateAccess: false,
    },
    status: cluster.status,
    platformVersion: 'eks.1',
    tags: { ...cluster.tags },
    accessConfig: { authenticationMode: cluster.authenticationMode },
    ...(cluster.status === 'ACTIVE'
      ? {
          endpoint: cluster.endpoint,
          identity: { oidc: { issuer: cluster.issuer } },
        }
      : {}),
  }
}
