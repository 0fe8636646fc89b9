import { type Document, isMap, isScalar, LineCounter, parseDocument } from 'yaml'
import { checkClusterConfig } from './check-cluster-config.ts'
import type { ClusterConfig } from './cluster-config.ts'
import { clusterConfigFields } from './cluster-config-fields.data.ts'
import type { Finding, Reading } from './reading.ts'

export interface ReadClusterConfig {
  /** Absent when there are findings. */
  readonly config?: ClusterConfig
  readonly findings: readonly Finding[]
  readonly notes: readonly Finding[]
}

const longest = 1024 * 1024
const otherDocuments = 'holds multiple documents; a ClusterConfig of eksctl has a file of its own'

/** Reads an eksctl `ClusterConfig`, YAML or JSON. Whatever the text is, it answers findings and never throws. */
export function readClusterConfig(text: string): ReadClusterConfig {
  const whole = (message: string): ReadClusterConfig => ({
    findings: [{ path: '', line: 1, column: 1, message }],
    notes: [],
  })
  if (text.length > longest) return whole(`is longer than ${longest} characters`)
  try {
    return readDocument(text)
  } catch (error) {
    // Brackets without end make the parser recurse until the stack is full.
    if (error instanceof RangeError) return whole('is nested too deeply to be read')
    throw error
  }
}

function readDocument(text: string): ReadClusterConfig {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  const reading: Reading = { document, lines, findings: [], notes: [], places: new Map(), visited: 0 }
  for (const error of document.errors) {
    const { line, col } = lines.linePos(error.pos[0])
    reading.findings.push({
      path: '',
      line: Math.max(line, 1),
      column: Math.max(col, 1),
      message: error.code === 'MULTIPLE_DOCS' ? otherDocuments : error.message,
    })
  }
  if (reading.findings.length === 0) {
    const other = otherThing(document)
    if (other) return { findings: [{ path: '', line: 1, column: 1, message: other }], notes: [] }
    const config = clusterConfigFields(document.contents, '', reading)
    if (config && reading.findings.length === 0) {
      reading.findings.push(...checkClusterConfig(config, reading.places))
      if (reading.findings.length === 0) return { config, findings: [], notes: reading.notes }
    }
  }
  return { findings: reading.findings, notes: reading.notes }
}

/** What a file is that nobody meant to be a ClusterConfig: the fields that it lacks would say little. */
function otherThing({ contents }: Document): string | undefined {
  const wanted = 'a ClusterConfig of eksctl is wanted'
  if (contents === null || (isScalar(contents) && contents.value === null)) return `is empty; ${wanted}`
  if (!isMap(contents)) return `is no mapping; ${wanted}`
  const [apiVersion, kind] = ['apiVersion', 'kind'].map((name) => contents.get(name))
  if (apiVersion === undefined && kind === undefined) return `has neither apiVersion nor kind; ${wanted}`
  if (typeof apiVersion !== 'string' || apiVersion.startsWith('eksctl.io/')) return undefined
  const what = typeof kind === 'string' ? `${named(kind)} of ` : ''
  return `is ${what}${named(apiVersion)}; ${wanted}`
}

/** As Kubernetes has names of kinds and versions, or so that it stays within its line. */
function named(text: string): string {
  return /^[\w./-]{1,63}$/.test(text) ? text : JSON.stringify(text.slice(0, 63))
}
