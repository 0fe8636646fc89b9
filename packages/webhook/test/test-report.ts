import type { SourceReport } from '../src/source.ts'

/** Collects what sources tell. */
export function testReport(): SourceReport & { readonly told: string[] } {
  const told: string[] = []
  return {
    told,
    failed: (source, error) => void told.push(`${source}: ${error.message}`),
    refused(source, entries) {
      for (const { entry, because } of entries) told.push(`${source}: ${entry} ${because}`)
    },
  }
}
