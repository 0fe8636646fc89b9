import { LineCounter, parseDocument } from 'yaml'
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
      message: error.message,
    })
  }
  if (reading.findings.length === 0) {
    const config = clusterConfigFields(document.contents, '', reading)
    if (config && reading.findings.length === 0) {
      reading.findings.push(...checkClusterConfig(config, reading.places))
      if (reading.findings.length === 0) return { config, findings: [], notes: reading.notes }
    }
  }
  return { findings: reading.findings, notes: reading.notes }
}
