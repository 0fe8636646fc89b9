/** One benchmark. It prints what it measured, line by line, and judges nothing. */
export interface Benchmark {
  readonly name: string
  readonly run: () => Promise<readonly string[]>
}

/** The middle of some figures. */
export function median(figures: readonly number[]): number {
  const sorted = [...figures].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}
