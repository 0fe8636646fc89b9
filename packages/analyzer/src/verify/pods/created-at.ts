/** When an object was made, in milliseconds since the epoch. */
export function createdAt({ creationTimestamp }: { creationTimestamp?: unknown }): number | undefined {
  const at = typeof creationTimestamp === 'string' ? Date.parse(creationTimestamp) : Number.NaN
  return Number.isNaN(at) ? undefined : at
}
