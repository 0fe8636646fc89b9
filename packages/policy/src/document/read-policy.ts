import { ElementReader } from './element-reader.ts'
import type { Finding } from './finding.ts'
import { parseJson } from './parse-json.ts'
import type { Policy, Statement } from './policy.ts'
import type { PolicyKind } from './policy-kinds.ts'
import { readStatement } from './read-statement.ts'

/** Characters. Twice the longest policy AWS publishes; more is not read at all. */
const longest = 262_144
const elements: ReadonlySet<string> = new Set(['Version', 'Id', 'Statement'])

export interface ReadPolicy {
  /** Absent when anything was wrong. */
  readonly policy: Policy | undefined
  /** What could be read of it in spite of that, for further findings and never for a decision. */
  readonly partial: Policy | undefined
  readonly findings: readonly Finding[]
}

/** Reads the text of a policy and reports all that keeps it from being evaluated. Never throws. */
export function readPolicy(text: string, kind: PolicyKind): ReadPolicy {
  const reader = new ElementReader(typeof text === 'string' ? text : '')
  const partial = read(reader, text, kind)
  return { policy: reader.findings.length === 0 ? partial : undefined, partial, findings: reader.findings }
}

function read(reader: ElementReader, text: string, kind: PolicyKind): Policy | undefined {
  const nowhere = { start: 0, end: 0 }
  if (typeof text !== 'string') return reader.error('JSON_SYNTAX_ERROR', 'a policy must be text', [], nowhere)
  if (text.length > longest) {
    const message = `a policy of ${text.length} characters is longer than the ${longest} that are read`
    return reader.error('JSON_SYNTAX_ERROR', message, [], nowhere)
  }
  const json = parseJson(text)
  if (!json.ok) return reader.error('JSON_SYNTAX_ERROR', json.message, [], { start: json.at, end: json.at })
  const members = reader.members(json.root, [], 'a policy')
  if (!members) return undefined
  for (const [name, member] of members) {
    if (!elements.has(name)) {
      reader.error('INVALID_POLICY_ELEMENT', `"${name}" is no element of a policy`, [name], member.keySpan)
    }
  }
  const version = members.get('Version')?.value
  if (version && !(version.type === 'string' && ['2008-10-17', '2012-10-17'].includes(version.value))) {
    reader.error('INVALID_VERSION', 'Version must be "2012-10-17" or "2008-10-17"', ['Version'], version)
  }
  const id = members.get('Id')?.value
  if (id && id.type !== 'string') reader.error('DATA_TYPE_MISMATCH', 'Id must be a string', ['Id'], id)
  const statement = members.get('Statement')?.value
  if (!statement) return reader.error('MISSING_STATEMENT', 'a policy must have a Statement', [], json.root)
  const statements: Statement[] = []
  const list = statement.type === 'array'
  for (const [index, node] of (list ? statement.items : [statement]).entries()) {
    const path = list ? ['Statement', index] : ['Statement']
    const one = readStatement(reader, node, index, path, kind)
    if (one) statements.push(one)
  }
  return {
    kind,
    text,
    version: version?.type === 'string' && version.value === '2012-10-17' ? '2012-10-17' : '2008-10-17',
    versionIsWritten: version !== undefined,
    id: id?.type === 'string' ? id.value : undefined,
    statements,
  }
}
