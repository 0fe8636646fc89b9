import type { CompiledPolicy, CompiledStatement } from '@rolecall/policy'

/** The context keys that a statement reads, in conditions and in variables, as they are written there. */
export function conditionKeys({ source }: CompiledStatement): string[] {
  const terms = [...(source.resource?.patterns ?? []), ...source.conditions.flatMap(({ values }) => values)]
  return [
    ...source.conditions.map(({ key }) => key),
    ...terms.flatMap(({ value }) => [...value.matchAll(/\$\{([^},]*)/g)].map(([, name = '']) => name.trim())),
  ].filter((name) => name.includes(':'))
}

/** Those of whole policies, each once, whatever its case. */
export function contextKeysOf(policies: readonly CompiledPolicy[]): string[] {
  const keys = policies.flatMap(({ statements }) => statements.flatMap(conditionKeys))
  return [...new Map(keys.map((key) => [key.toLowerCase(), key])).values()].sort()
}
