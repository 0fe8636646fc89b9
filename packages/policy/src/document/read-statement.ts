import type { ElementReader, Path } from './element-reader.ts'
import type { JsonMember, JsonNode } from './json-node.ts'
import type { PatternElement, Statement } from './policy.ts'
import { type PolicyKind, policyKinds } from './policy-kinds.ts'
import { readConditions } from './read-conditions.ts'
import { readPrincipal } from './read-principal.ts'

const elements: ReadonlySet<string> = new Set([
  'Sid',
  'Effect',
  'Principal',
  'NotPrincipal',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Condition',
])

/** Reads one statement; what it lacks or must not have for its kind of policy is reported. */
export function readStatement(
  reader: ElementReader,
  node: JsonNode,
  index: number,
  path: Path,
  kind: PolicyKind,
): Statement | undefined {
  const members = reader.members(node, path, 'a statement')
  if (!members) return undefined
  const before = reader.findings.length
  for (const [name, member] of members) {
    if (!elements.has(name)) {
      reader.error(
        'INVALID_POLICY_ELEMENT',
        `"${name}" is no element of a statement`,
        [...path, name],
        member.keySpan,
      )
    }
  }
  checkPresence(reader, members, node, path, kind)
  const sid = members.get('Sid')
  if (sid && sid.value.type !== 'string') {
    reader.error('DATA_TYPE_MISMATCH', 'Sid must be a string', [...path, 'Sid'], sid.value)
  }
  const effect = members.get('Effect')?.value
  if (effect && !(effect.type === 'string' && (effect.value === 'Allow' || effect.value === 'Deny'))) {
    reader.error('INVALID_EFFECT', 'Effect must be "Allow" or "Deny"', [...path, 'Effect'], effect)
  }
  const principal = members.get('Principal') ?? members.get('NotPrincipal')
  const principalElement =
    principal &&
    readPrincipal(reader, principal.value, [...path, principal.key], principal.key === 'NotPrincipal')
  const action = readPatterns(reader, members, path, 'Action')
  const resource = readPatterns(reader, members, path, 'Resource')
  const condition = members.get('Condition')
  const conditions = condition ? readConditions(reader, condition.value, [...path, 'Condition']) : []
  if (reader.findings.length > before || !action || effect?.type !== 'string') return undefined
  return {
    index,
    path,
    sid: sid?.value.type === 'string' ? sid.value.value : undefined,
    effect: effect.value === 'Allow' ? 'Allow' : 'Deny',
    principal: principalElement,
    action,
    resource,
    conditions,
    conditionBlock: condition && { start: condition.value.start, end: condition.value.end },
    start: node.start,
    end: node.end,
  }
}

function readPatterns(
  reader: ElementReader,
  members: ReadonlyMap<string, JsonMember>,
  path: Path,
  name: 'Action' | 'Resource',
): PatternElement | undefined {
  const member = members.get(name) ?? members.get(`Not${name}`)
  if (!member) return undefined
  const patterns = reader.terms(member.value, [...path, member.key], member.key, false)
  return { negated: member.key !== name, patterns, start: member.value.start, end: member.value.end }
}

function checkPresence(
  reader: ElementReader,
  members: ReadonlyMap<string, JsonMember>,
  node: JsonNode,
  path: Path,
  kind: PolicyKind,
): void {
  const rules = policyKinds[kind]
  const forbid = (name: string, code: string) => {
    const member = members.get(name)
    if (member)
      reader.error(code, `${name} is not allowed in this kind of policy`, [...path, name], member.keySpan)
  }
  const need = (code: string, message: string) => reader.error(code, message, path, node)
  if (!members.has('Effect')) need('MISSING_EFFECT', 'a statement must have an Effect')
  for (const name of ['Principal', 'Action', 'Resource']) {
    const other = members.get(`Not${name}`)
    if (members.has(name) && other) {
      const message = `a statement must not have both ${name} and Not${name}`
      reader.error('UNSUPPORTED_ELEMENT_COMBINATION', message, [...path, `Not${name}`], other.keySpan)
    }
  }
  if (!members.has('Action') && !members.has('NotAction')) {
    need('MISSING_ACTION', 'a statement must have an Action or NotAction')
  }
  const hasPrincipal =
    members.has('Principal') || (rules.notPrincipal !== 'forbidden' && members.has('NotPrincipal'))
  if (rules.principal === 'required' && !hasPrincipal)
    need('MISSING_PRINCIPAL', 'a statement must have a Principal')
  const unsupported = kind === 'scp' ? 'SCP_SYNTAX_ERROR_PRINCIPAL' : 'UNSUPPORTED_PRINCIPAL'
  if (rules.principal === 'forbidden') forbid('Principal', unsupported)
  if (rules.notPrincipal === 'forbidden') {
    forbid('NotPrincipal', kind === 'trust' ? 'ROLE_TRUST_POLICY_SYNTAX_ERROR_NOTPRINCIPAL' : unsupported)
  }
  if (rules.resource === 'forbidden') {
    forbid('Resource', 'ROLE_TRUST_POLICY_SYNTAX_ERROR_RESOURCE')
    forbid('NotResource', 'ROLE_TRUST_POLICY_SYNTAX_ERROR_RESOURCE')
  }
  const hasResource = members.has('Resource') || members.has('NotResource')
  if (rules.resource === 'required' && !hasResource) {
    need('MISSING_RESOURCE', 'a statement must have a Resource or NotResource')
  }
}
