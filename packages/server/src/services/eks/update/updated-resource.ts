import type { ClusterUpdate } from '../../../records/cluster-update.ts'
import { eksFaults } from '../faults.ts'

export interface UpdatedInput {
  readonly name: string
  readonly addonName?: string | undefined
  readonly nodegroupName?: string | undefined
  readonly capabilityName?: string | undefined
}

/** What a call about updates names below the cluster. @throws Fault InvalidParameterException when it names two. */
export function updatedResource(input: UpdatedInput): ClusterUpdate['of'] {
  const { addonName, capabilityName, nodegroupName } = input
  if (capabilityName !== undefined)
    throw eksFaults.notFound(`No capability found for name: ${capabilityName}.`, { clusterName: input.name })
  if (addonName !== undefined && nodegroupName !== undefined)
    throw eksFaults.invalidParameter('Only one of nodegroupName and addonName can be given.')
  if (addonName !== undefined) return { type: 'addon', name: addonName }
  return nodegroupName === undefined ? undefined : { type: 'nodegroup', name: nodegroupName }
}
