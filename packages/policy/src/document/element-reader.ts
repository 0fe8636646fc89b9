import type { Finding } from './finding.ts'
import type { JsonMember, JsonNode } from './json-node.ts'
import { lineFinder } from './line-finder.ts'
import type { Term } from './policy.ts'
import type { Span } from './span.ts'

/** A hostile text could have a finding for each character; nobody reads more than this. */
const mostFindings = 1000

export type Path = readonly (string | number)[]

/** Reads elements out of JSON nodes and keeps what it finds wrong, each with its place. */
export class ElementReader {
  readonly findings: Finding[] = []
  readonly lineAndColumn: ReturnType<typeof lineFinder>

  constructor(text: string) {
    this.lineAndColumn = lineFinder(text)
  }

  report(code: string, severity: Finding['severity'], message: string, path: Path, span: Span): undefined {
    if (this.findings.length >= mostFindings) return undefined
    const { start, end } = span
    this.findings.push({ code, severity, message, path, ...this.lineAndColumn(start), start, end })
    return undefined
  }

  error(code: string, message: string, path: Path, span: Span): undefined {
    return this.report(code, 'error', message, path, span)
  }

  /** The members of an object by name; a name given twice, also in other case, is an error. */
  members(node: JsonNode, path: Path, what: string): Map<string, JsonMember> | undefined {
    if (node.type !== 'object') {
      return this.error(
        'DATA_TYPE_MISMATCH',
        `${what} must be an object, not ${article[node.type]}`,
        path,
        node,
      )
    }
    const byName = new Map<string, JsonMember>()
    const seen = new Set<string>()
    for (const member of node.members) {
      const folded = member.key.toLowerCase()
      if (byName.has(member.key)) {
        this.error(
          'JSON_SYNTAX_ERROR',
          `"${member.key}" is given twice`,
          [...path, member.key],
          member.keySpan,
        )
      } else if (seen.has(folded)) {
        const message = `"${member.key}" is given twice, the other time in different case`
        this.error('DUPLICATE_KEYS_WITH_DIFFERENT_CASE', message, [...path, member.key], member.keySpan)
      }
      seen.add(folded)
      byName.set(member.key, member)
    }
    return byName
  }

  /** One text or a list of texts. */
  terms(node: JsonNode, path: Path, what: string, scalars: boolean): Term[] {
    const terms: Term[] = []
    const list = node.type === 'array'
    for (const [index, item] of (list ? node.items : [node]).entries()) {
      const itemPath = list ? [...path, index] : path
      if (item.type === 'string' || (scalars && (item.type === 'number' || item.type === 'boolean'))) {
        terms.push({ value: item.value, type: item.type, path: itemPath, start: item.start, end: item.end })
      } else {
        const wanted = scalars ? 'a string, number or boolean' : 'a string'
        this.error(
          'DATA_TYPE_MISMATCH',
          `${what} must hold ${wanted}, not ${article[item.type]}`,
          itemPath,
          item,
        )
      }
    }
    return terms
  }
}

const article: Readonly<Record<JsonNode['type'], string>> = {
  object: 'an object',
  array: 'a list',
  string: 'a string',
  number: 'a number',
  boolean: 'a boolean',
  null: 'null',
}
