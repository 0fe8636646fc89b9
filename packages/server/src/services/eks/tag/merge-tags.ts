import type { Fault } from '@rolecall/core'
import type { Tags } from '../../../records/tags.ts'
import { refuseTags } from '../refuse-tags.ts'

/** Puts given tags over kept ones. @throws what `fault` makes, for tags that nothing may have. */
export function mergeTags(kept: Tags, given: Tags = {}, fault?: (text: string) => Fault): Tags {
  refuseTags(given, fault)
  const merged = Object.fromEntries([...Object.entries(kept), ...Object.entries(given)])
  refuseTags(merged, fault)
  return merged
}
