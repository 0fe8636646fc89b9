import type { AddonPodIdentityAssociations } from '@aws-sdk/client-eks'
import type { Cluster } from '../../../records/cluster.ts'
import type { ServiceContext } from '../../service-context.ts'
import { eksFaults } from '../faults.ts'

interface Owner {
  readonly cluster: Cluster
  /** ARN of the add-on. */
  readonly arn: string
  readonly namespace: string
}

/** The pod identity associations that belong to an add-on: they come, change and go with it. */
export const ownedAssociations = {
  /** Makes these, in place of those that there are. Answers their ARNs. */
  async replace(
    owner: Owner,
    wanted: readonly AddonPodIdentityAssociations[],
    context: ServiceContext,
  ): Promise<string[]> {
    await ownedAssociations.release(owner, context)
    if (wanted.length > 0) throw eksFaults.invalidParameter('podIdentityAssociations are not here yet.')
    return []
  },

  async release(_owner: Pick<Owner, 'arn'>, _context: ServiceContext): Promise<void> {},
}
