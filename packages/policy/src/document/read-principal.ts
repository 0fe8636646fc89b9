import type { ElementReader, Path } from './element-reader.ts'
import type { JsonNode } from './json-node.ts'
import type { PrincipalElement, PrincipalType, Term } from './policy.ts'

const types: ReadonlySet<string> = new Set<PrincipalType>(['AWS', 'Service', 'Federated', 'CanonicalUser'])

/** Reads `Principal` or `NotPrincipal`: `"*"`, or an object of principals by type. */
export function readPrincipal(
  reader: ElementReader,
  node: JsonNode,
  path: Path,
  negated: boolean,
): PrincipalElement | undefined {
  const { start, end } = node
  if (node.type === 'string') {
    if (node.value !== '*') {
      const message = `"${node.value}" is no principal; write "*" or an object such as {"AWS": "${node.value}"}`
      return reader.error('INVALID_PRINCIPAL_FORMAT', message, path, node)
    }
    const term: Term = { value: '*', type: 'string', path, start, end }
    return { negated, entries: [{ type: 'AWS', term }], start, end }
  }
  const members = reader.members(node, path, negated ? 'NotPrincipal' : 'Principal')
  if (!members) return undefined
  const entries: { type: PrincipalType; term: Term }[] = []
  for (const [name, member] of members) {
    const memberPath = [...path, name]
    if (!types.has(name)) {
      const message = `"${name}" is no type of principal; use AWS, Service, Federated or CanonicalUser`
      reader.error('INVALID_PRINCIPAL_KEY', message, memberPath, member.keySpan)
      continue
    }
    for (const term of reader.terms(member.value, memberPath, `Principal ${name}`, false)) {
      entries.push({ type: name as PrincipalType, term })
    }
  }
  return { negated, entries, start, end }
}
