import {
  UpdateClusterVersion$,
  type UpdateClusterVersionRequest,
  type UpdateClusterVersionResponse,
} from '@aws-sdk/client-eks'
import type { Given } from '../../given.ts'
import { operation } from '../../operation.ts'
import { clusterVersion } from '../cluster-version/cluster-version.ts'
import { eksFaults } from '../faults.ts'
import { changeCluster } from './change-cluster.ts'
import { clusterConditionKeys } from './cluster-condition-keys.ts'
import { clusterPermission } from './cluster-permission.ts'

/** One minor version up; what AWS calls a rollback is of real control planes. */
export const updateClusterVersion = operation<
  Given<UpdateClusterVersionRequest>,
  UpdateClusterVersionResponse
>(UpdateClusterVersion$, {
  authorize: clusterPermission('UpdateClusterVersion', ({ version }) => clusterConditionKeys({ version })),
  trail: { readOnly: false, resources: ({ name }) => [{ type: 'AWS::EKS::Cluster', name }] },
  handle: (input, context) =>
    changeCluster(
      input.name,
      input,
      (cluster) => {
        const { version, platformVersion } = clusterVersion.named(input.version)
        if (!clusterVersion.follows(version, cluster.version)) {
          throw eksFaults.invalidParameter(
            `Unsupported Kubernetes minor version update from ${cluster.version} to ${version}`,
            { clusterName: cluster.name },
          )
        }
        if (input.rollbackConfig)
          throw eksFaults.invalidParameter('rollbackConfig is for version rollbacks only.')
        return {
          type: 'VersionUpdate',
          changes: { version },
          params: [
            ['Version', version],
            ['PlatformVersion', platformVersion],
          ],
        }
      },
      context,
    ),
})
