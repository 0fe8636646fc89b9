import {
  type Taint,
  UpdateNodegroupConfig$,
  type UpdateNodegroupConfigRequest,
  type UpdateNodegroupConfigResponse,
} from '@aws-sdk/client-eks'
import { list, structure } from '@rolecall/aws-protocol'
import type { Given } from '../../given.ts'
import { operation } from '../../operation.ts'
import { changeClusterResource } from '../cluster-resource/change-cluster-resource.ts'
import { clusterResourcePermission } from '../cluster-resource/cluster-resource-permission.ts'
import { eksFaults } from '../faults.ts'
import { nodegroupConstraints } from './nodegroup-constraints.ts'
import { type NodegroupDetail, nodegroupKind } from './nodegroup-kind.ts'
import { refuseSizes } from './refuse-sizes.ts'

type Asked = Given<UpdateNodegroupConfigRequest>

const taints = list({ of: nodegroupConstraints.taint })

export const updateNodegroupConfig = operation<Asked, UpdateNodegroupConfigResponse>(UpdateNodegroupConfig$, {
  constraints: {
    scalingConfig: nodegroupConstraints.scalingConfig,
    taints: structure({ addOrUpdateTaints: taints, removeTaints: taints }),
    updateConfig: nodegroupConstraints.updateConfig,
  },
  authorize: clusterResourcePermission(nodegroupKind, 'UpdateNodegroupConfig'),
  trail: { readOnly: false },
  handle: (input, context) =>
    changeClusterResource(
      nodegroupKind,
      input,
      async (resource) => {
        const detail = changed(resource.detail, input)
        refuseSizes(detail.scalingConfig ?? {}, detail.updateConfig ?? {})
        const params = asked(input)
        if (params.every(([, value]) => value === undefined))
          throw eksFaults.invalidParameter('No changes needed for the node group config provided')
        return { type: 'ConfigUpdate', detail, params }
      },
      context,
    ),
})

function changed(kept: NodegroupDetail, input: Asked): NodegroupDetail {
  const { labels, nodeRepairConfig, scalingConfig, updateConfig, warmPoolConfig } = input
  const isSame = (one: Taint) => (other: Taint) => one.key === other.key && one.effect === other.effect
  const { addOrUpdateTaints = [], removeTaints = [] } = input.taints ?? {}
  const staying = (kept.taints ?? []).filter(
    (taint) => ![...addOrUpdateTaints, ...removeTaints].some(isSame(taint)),
  )
  const removed = new Set(labels?.removeLabels)
  const newLabels = [
    ...Object.entries(kept.labels ?? {}).filter(([key]) => !removed.has(key)),
    ...Object.entries(labels?.addOrUpdateLabels ?? {}),
  ]
  return {
    ...kept,
    labels: Object.fromEntries(newLabels),
    taints: [...staying, ...addOrUpdateTaints],
    scalingConfig: { ...kept.scalingConfig, ...scalingConfig },
    ...(updateConfig ? { updateConfig } : {}),
    ...(nodeRepairConfig ? { nodeRepairConfig } : {}),
    ...(warmPoolConfig ? { warmPoolConfig } : {}),
  }
}

/** AWS's names of what is asked for. */
function asked({ labels, taints, scalingConfig, updateConfig, nodeRepairConfig, warmPoolConfig }: Asked) {
  return [
    ['LabelsToAdd', labels?.addOrUpdateLabels],
    ['LabelsToRemove', labels?.removeLabels],
    ['TaintsToAdd', taints?.addOrUpdateTaints],
    ['TaintsToRemove', taints?.removeTaints],
    ['MinSize', scalingConfig?.minSize],
    ['MaxSize', scalingConfig?.maxSize],
    ['DesiredSize', scalingConfig?.desiredSize],
    ['MaxUnavailable', updateConfig?.maxUnavailable],
    ['MaxUnavailablePercentage', updateConfig?.maxUnavailablePercentage],
    ['UpdateStrategy', updateConfig?.updateStrategy],
    ['NodeRepairEnabled', nodeRepairConfig?.enabled],
    ['WarmPoolEnabled', warmPoolConfig?.enabled],
  ] as const
}
