import type { Json } from '../json/json.ts'

type Members = Readonly<Record<string, Json>>

/** What a policy says, a line a statement, for people who look at a plan. */
export function statementLines(policy: Json): string[] {
  const statements = member(policy, 'Statement')
  return (Array.isArray(statements) ? statements : [statements]).map((statement) => {
    const words = [
      member(statement, 'Effect') ?? '(no effect)',
      member(statement, 'NotAction') === undefined ? '' : 'all but',
      list(member(statement, 'Action') ?? member(statement, 'NotAction')),
      member(statement, 'NotResource') === undefined ? 'on' : 'on all but',
      list(member(statement, 'Resource') ?? member(statement, 'NotResource')),
      member(statement, 'Condition') === undefined ? '' : 'under a condition',
    ]
    const sid = member(statement, 'Sid')
    return `${sid === undefined ? '' : `${sid}: `}${words.filter(Boolean).join(' ')}`
  })
}

function member(value: Json | undefined, name: string): Json | undefined {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Members)[name]
    : undefined
}

function list(value: Json | undefined): string {
  return Array.isArray(value) ? value.join(', ') : value === undefined ? '(nothing)' : String(value)
}
