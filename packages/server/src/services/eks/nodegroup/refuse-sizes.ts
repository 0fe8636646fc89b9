import type { NodegroupScalingConfig, NodegroupUpdateConfig } from '@aws-sdk/client-eks'
import { eksFaults } from '../faults.ts'

/** @throws Fault InvalidParameterException for sizes that contradict each other. */
export function refuseSizes(
  { minSize = 0, maxSize = 1, desiredSize = minSize }: NodegroupScalingConfig,
  { maxUnavailable, maxUnavailablePercentage }: NodegroupUpdateConfig,
): void {
  if (minSize > desiredSize)
    throw eksFaults.invalidParameter(
      `Minimum capacity ${minSize} can't be greater than desired size ${desiredSize}`,
    )
  if (desiredSize > maxSize)
    throw eksFaults.invalidParameter(
      `desired capacity ${desiredSize} can't be greater than max size ${maxSize}`,
    )
  if (maxUnavailable !== undefined && maxUnavailablePercentage !== undefined) {
    throw eksFaults.invalidParameter(
      'Only one of maxUnavailable and maxUnavailablePercentage can be given in updateConfig.',
    )
  }
}
