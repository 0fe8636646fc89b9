/** CloudTrail writes times in whole seconds, UTC. */
export function wholeSeconds(time: number): string {
  return `${new Date(time).toISOString().slice(0, 19)}Z`
}
