import { median } from './benchmark.ts'
import { type Load, measureLoad } from './measure-load.ts'

export interface Comparison {
  /** Medians of all pairs but the first, which warms both up. */
  readonly rate: number
  readonly floorRate: number
  readonly ratio: number
  readonly p50: number
  readonly p99: number
  readonly failed: number
}

/** The product and the floor in turn, with each file of calls. */
export async function compareLoads(
  url: string,
  floorUrl: string,
  files: readonly string[],
  connections: number,
): Promise<Comparison> {
  const ours: Load[] = []
  const floor: Load[] = []
  for (const file of files) {
    floor.push(await measureLoad(floorUrl, file, connections))
    ours.push(await measureLoad(url, file, connections))
  }
  const warm = ours.slice(1).map((one, at) => ({ one, bare: floor[at + 1] ?? one }))
  return {
    rate: median(warm.map(({ one }) => one.rate)),
    floorRate: median(warm.map(({ bare }) => bare.rate)),
    ratio: median(warm.map(({ one, bare }) => one.rate / bare.rate)),
    p50: median(warm.map(({ one }) => one.p50)),
    p99: median(warm.map(({ one }) => one.p99)),
    failed: ours.reduce((sum, { failed }) => sum + failed, 0),
  }
}
