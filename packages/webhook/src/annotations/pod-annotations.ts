import type { WebhookSettings } from '../settings.ts'
import { type Annotations, readAnnotation } from './read-annotation.ts'
import { readCsvRecord } from './read-csv-record.ts'
import { readTokenExpiration } from './token-expiration.ts'

/** What the author of a pod asks for. */
export interface PodAnnotations {
  /** Names of containers that get nothing. */
  readonly skipped: ReadonlySet<string>
  /** Seconds. */
  readonly expirationSeconds: number | undefined
  /** Which of them could not be read, and so count as absent. */
  readonly warnings: readonly string[]
}

export function readPodAnnotations(
  annotations: Annotations,
  { annotationPrefix: prefix }: Pick<WebhookSettings, 'annotationPrefix'>,
): PodAnnotations {
  const warnings: string[] = []
  const read = <T>(name: string, parse: (text: string) => T | undefined): T | undefined => {
    const text = readAnnotation(annotations, prefix, name)
    const value = text === undefined ? undefined : parse(text)
    if (text !== undefined && value === undefined) {
      warnings.push(`annotation ${prefix}/${name} of the pod cannot be read`)
    }
    return value
  }
  // No container has spaces in its name, and people write them behind commas.
  const skipped = read('skip-containers', readCsvRecord)?.map((name) => name.trim())
  return {
    skipped: new Set(skipped),
    expirationSeconds: read('token-expiration', readTokenExpiration),
    warnings,
  }
}
