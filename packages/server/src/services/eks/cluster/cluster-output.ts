import type { Cluster as ClusterOutput } from '@aws-sdk/client-eks'
import type { Cluster } from '../../../records/cluster.ts'
import type { ServiceTools } from '../../service-context.ts'
import { clusterVersion } from '../cluster-version/cluster-version.ts'
import { clusterConfiguration } from './cluster-configuration.ts'

/** A cluster as EKS writes it. Endpoint, certificate and issuer come when it has been made. */
export function clusterOutput(
  cluster: Cluster,
  { certificateAuthority }: Pick<ServiceTools, 'certificateAuthority'>,
): ClusterOutput {
  const configuration = clusterConfiguration.of(cluster)
  return {
    name: cluster.name,
    arn: cluster.arn,
    createdAt: new Date(cluster.createdAt),
    version: cluster.version,
    roleArn: cluster.roleArn,
    ...configuration,
    resourcesVpcConfig: {
      ...configuration.resourcesVpcConfig,
      subnetIds: [...cluster.subnetIds],
      securityGroupIds: [...cluster.securityGroupIds],
    },
    status: cluster.status,
    platformVersion: clusterVersion.platformOf(cluster.version),
    health: { issues: [] },
    tags: { ...cluster.tags },
    accessConfig: { authenticationMode: cluster.authenticationMode },
    ...(cluster.status === 'CREATING'
      ? {}
      : {
          endpoint: cluster.endpoint,
          identity: { oidc: { issuer: cluster.issuer } },
          ...(certificateAuthority === undefined
            ? {}
            : { certificateAuthority: { data: certificateAuthority } }),
        }),
  }
}
