import { partitionOf } from '@rolecall/core'
import { awsRegions } from './regions.data.ts'

/**
 * Whether calls may be signed for a region: the server's own, or one that AWS has in the same partition. Whoever
 * could make regions up would choose the partition of every ARN, and where in the trail a call is found.
 */
export function isRegionHere(region: string, own: string): boolean {
  return region === own || (awsRegions.has(region) && partitionOf(region) === partitionOf(own))
}
