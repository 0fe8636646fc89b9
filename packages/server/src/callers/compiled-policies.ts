import { type CompiledPolicy, compilePolicy, type PolicyKind, parsePolicy } from '@rolecall/policy'

/** What a kept policy is: a document, and the name that answers give it. */
export interface PolicySource {
  readonly label: string
  readonly document: string
  readonly kind: PolicyKind
  readonly principalIds?: Readonly<Record<string, string>> | undefined
}

/** Compiled once a record: the store hands out the same object until it changes. */
const compiled = new WeakMap<object, Map<string, readonly CompiledPolicy[]>>()

/**
 * The compiled policies that follow from a record.
 *
 * @param use tells apart what is compiled from the same record, such as a role's trust and its inline policies.
 * @throws Error when a kept document no longer parses. It was checked when it was written, so this is a bug;
 *   the call fails, because to leave the policy out could drop a denial.
 */
export function compiledPolicies(
  record: object,
  use: string,
  sources: () => readonly PolicySource[],
): readonly CompiledPolicy[] {
  const uses = compiled.get(record) ?? new Map<string, readonly CompiledPolicy[]>()
  compiled.set(record, uses)
  const known = uses.get(use)
  if (known) return known
  const policies = sources().map(compile)
  uses.set(use, policies)
  return policies
}

function compile({ label, document, kind, principalIds }: PolicySource): CompiledPolicy {
  const parsed = parsePolicy(document, kind)
  if (!parsed.ok) throw new Error(`kept policy ${label} does not parse: ${parsed.findings[0]?.message}`)
  const options = principalIds ? { principalIds: new Map(Object.entries(principalIds)) } : {}
  return compilePolicy(parsed.policy, label, options)
}
