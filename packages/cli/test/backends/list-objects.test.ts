import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { listObjects } from '../../src/backends/s3/list-objects.ts'
import { ObjectIndex } from '../../src/backends/s3/object-index.ts'

/** What S3's documentation says of a list, as plainly as it can be written. */
function everything(keys: readonly string[], prefix: string, delimiter: string, after: string) {
  const entries = new Set<string>()
  for (const key of keys) {
    if (!key.startsWith(prefix)) continue
    const cut = delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length)
    const entry = cut < 0 ? key : key.slice(0, cut + delimiter.length)
    if (bytes(entry, after) > 0 && (cut < 0 || !after.startsWith(entry))) entries.add(entry)
  }
  return [...entries].sort(bytes)
}

const bytes = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b))
const text = fc.string({ unit: fc.constantFrom('a', 'b', '/', '.', 'é', '😀'), maxLength: 5 })

describe('lists', () => {
  it('hold every entry once and in order, whatever the size of the pages', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(
          text.filter((key) => key !== ''),
          { maxLength: 12 },
        ),
        text,
        fc.constantFrom('', '/', 'a', './'),
        text,
        fc.integer({ min: 1, max: 4 }),
        (keys, prefix, delimiter, start, most) => {
          const index = new ObjectIndex(':memory:')
          for (const key of keys) {
            index.putObject({ bucket: 'b', key, blob: 'x', size: 0, etag: 'e', modified: 0, meta: {} })
          }
          const seen: string[] = []
          let after: string | undefined = start
          while (after !== undefined) {
            const page: ReturnType<typeof listObjects> = listObjects(index, 'b', {
              prefix,
              delimiter,
              after,
              most,
            })
            const entries = [...page.objects.map(({ key }) => key), ...page.commonPrefixes].sort(bytes)
            expect(entries.length).toBeLessThanOrEqual(most)
            seen.push(...entries)
            after = page.next
          }
          index.close()
          expect(seen).toEqual(everything(keys, prefix, delimiter, start))
        },
      ),
      { numRuns: 300 },
    )
  })
})
