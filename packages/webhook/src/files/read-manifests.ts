import { LineCounter, parseAllDocuments } from 'yaml'

/** One object of a file, with where it begins. */
export interface Manifest {
  readonly kind: string
  readonly namespace: string
  readonly name: string
  readonly object: Readonly<Record<string, unknown>>
  /** `FILE:LINE`, for messages. */
  readonly place: string
}

export interface ReadManifests {
  readonly manifests: readonly Manifest[]
  /** Each with its place: `FILE:LINE: what is wrong`. */
  readonly findings: readonly string[]
}

type Members = Readonly<Record<string, unknown>>

/** Reads the objects of a YAML or JSON file of many documents; a `List`, as kubectl prints it, is its items. */
export function readManifests(file: string, text: string): ReadManifests {
  const lines = new LineCounter()
  const manifests: Manifest[] = []
  const findings: string[] = []
  try {
    for (const document of parseAllDocuments(text, { lineCounter: lines, prettyErrors: false })) {
      if (!('contents' in document)) continue
      const place = `${file}:${lines.linePos(document.contents?.range?.[0] ?? 0).line}`
      for (const { pos, message } of document.errors)
        findings.push(`${file}:${lines.linePos(pos[0]).line}: ${message}`)
      if (document.errors.length > 0) continue
      const whole: unknown = document.toJS({ maxAliasCount: 100 })
      // Nothing between two separators.
      if (whole === null) continue
      const items = isMembers(whole) && whole['kind'] === 'List' ? whole['items'] : [whole]
      if (!Array.isArray(items)) findings.push(`${place}: a List has items`)
      else for (const item of items) readManifest(item, place, manifests, findings)
    }
  } catch (error) {
    // Brackets without end, aliases of aliases.
    findings.push(`${file}:1: ${error instanceof Error ? error.message : String(error)}`)
  }
  return { manifests, findings }
}

function readManifest(item: unknown, place: string, manifests: Manifest[], findings: string[]): void {
  if (!isMembers(item) || typeof item['kind'] !== 'string') {
    findings.push(`${place}: an object of Kubernetes has a kind`)
    return
  }
  const metadata = isMembers(item['metadata']) ? item['metadata'] : {}
  const { name, namespace = 'default' } = metadata
  if (typeof name !== 'string' || typeof namespace !== 'string' || name === '') {
    findings.push(`${place}: ${item['kind']} without a name in metadata`)
    return
  }
  manifests.push({ kind: item['kind'], namespace, name, object: item, place })
}

function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
