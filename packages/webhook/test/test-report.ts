import type { SourceReport } from '../src/source.ts'

/** Collects what sources tell. */
export function testReport(): SourceReport & { readonly told: string[]; readonly current: string[] } {
  const told: string[] = []
  const current: string[] = []
  return {
    told,
    current,
    failed: (source, error) => void told.push(`${source}: ${error.message}`),
    read: (source) => void current.push(source),
    refused(source, entries) {
      for (const { entry, because } of entries) told.push(`${source}: ${entry} ${because}`)
    },
  }
}
