import {
  UpdateNodegroupVersion$,
  type UpdateNodegroupVersionRequest,
  type UpdateNodegroupVersionResponse,
} from '@aws-sdk/client-eks'
import type { Given } from '../../given.ts'
import { operation } from '../../operation.ts'
import { changeClusterResource } from '../cluster-resource/change-cluster-resource.ts'
import { clusterResourcePermission } from '../cluster-resource/cluster-resource-permission.ts'
import { clusterVersion } from '../cluster-version/cluster-version.ts'
import { eksFaults } from '../faults.ts'
import { type NodegroupDetail, nodegroupKind } from './nodegroup-kind.ts'

type Asked = Given<UpdateNodegroupVersionRequest>

/** To the cluster's version, or to one between: a group is never ahead of its cluster, and never goes back. */
export const updateNodegroupVersion = operation<Asked, UpdateNodegroupVersionResponse>(
  UpdateNodegroupVersion$,
  {
    authorize: clusterResourcePermission(nodegroupKind, 'UpdateNodegroupVersion'),
    trail: { readOnly: false },
    handle: (input, context) =>
      changeClusterResource(
        nodegroupKind,
        input,
        async ({ detail }, cluster) => {
          const { launchTemplate, releaseVersion, version = cluster.version } = input
          clusterVersion.named(version)
          if (minor(version) < minor(detail.version) || minor(version) > minor(cluster.version)) {
            throw eksFaults.invalidParameter(
              `Unsupported Kubernetes minor version update from ${detail.version} to ${version}`,
            )
          }
          refuseOtherTemplate(detail, input)
          const changed = {
            ...detail,
            version,
            ...(releaseVersion === undefined ? {} : { releaseVersion }),
            ...(launchTemplate ? { launchTemplate: { ...detail.launchTemplate, ...launchTemplate } } : {}),
          }
          const params = [
            ['Version', version],
            ['ReleaseVersion', releaseVersion],
            ['LaunchTemplateName', launchTemplate?.name],
            ['LaunchTemplateVersion', launchTemplate?.version],
          ] as const
          return { type: 'VersionUpdate', detail: changed, params }
        },
        context,
      ),
  },
)

const minor = (version = ''): number => Number(version.split('.')[1])

/** A group keeps its launch template, of which it takes another version. */
function refuseOtherTemplate(
  { launchTemplate: kept }: NodegroupDetail,
  { launchTemplate: asked }: Asked,
): void {
  if (!asked) return
  const isSame = kept && (asked.id === undefined || asked.id === kept.id)
  if (!isSame || (asked.name !== undefined && asked.name !== kept.name))
    throw eksFaults.invalidParameter(
      'You cannot specify a launch template other than that of the node group.',
    )
}
