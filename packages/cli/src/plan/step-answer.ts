import type { Step } from './step.ts'

/** A step as `--output json` shows it: policy documents stand in the calls as AWS takes them, as text. */
export function stepAnswer({ change, what, details, calls, afterCluster }: Step) {
  return {
    change,
    what,
    ...(details?.length ? { details } : {}),
    calls,
    ...(afterCluster ? { afterCluster } : {}),
  }
}
