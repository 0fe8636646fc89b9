import type { CompiledPolicy } from '@rolecall/policy'

/** A list as AWS writes it in these messages. */
export interface Items<Item> {
  readonly items: readonly Item[]
}

interface Value {
  readonly value: string
}

/** A statement that decided, as AWS writes it in an authorization message. */
export interface MatchedStatement {
  readonly statementId: string
  readonly effect: 'ALLOW' | 'DENY'
  readonly principals: Items<Value>
  readonly principalGroups: Items<never>
  readonly actions: Items<Value>
  readonly resources: Items<Value>
  readonly conditions: Items<{ readonly key: string; readonly values: Items<Value> }>
}

const values = (terms: readonly Value[] = []): Items<Value> => ({
  items: terms.map(({ value }) => ({ value })),
})

/** @param index of the statement in its policy. */
export function matchedStatement(policy: CompiledPolicy, index: number): MatchedStatement {
  const statement = policy.statements[index]
  if (!statement) throw new TypeError(`${policy.label} has no statement ${index}`)
  const { source, effect, sid = '' } = statement
  return {
    statementId: sid,
    effect: effect === 'Deny' ? 'DENY' : 'ALLOW',
    principals: values(source.principal?.entries.map(({ term }) => term)),
    principalGroups: { items: [] },
    actions: values(source.action.patterns),
    resources: values(source.resource?.patterns),
    conditions: {
      items: source.conditions.map(({ key, values: terms }) => ({ key, values: values(terms) })),
    },
  }
}
