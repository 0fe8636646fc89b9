import fc from 'fast-check'
import type { CompiledPolicy, Request } from '../../src/index.ts'
import type { Document, SpecStatement } from '../specification/input.ts'
import { arbitraryCase } from './arbitrary-case.ts'
import { compileCase } from './compile-case.ts'
import { vocabulary } from './vocabulary.data.ts'

/** A policy, what became of it, and requests to ask about both. */
export interface GeneratedChange {
  readonly before: CompiledPolicy
  readonly after: CompiledPolicy
  readonly requests: readonly Request[]
  readonly access: { readonly actions?: string[] | undefined; readonly resources?: string[] | undefined }
}

type Edit = (statement: SpecStatement, other: SpecStatement, at: number) => SpecStatement[]
type Loose = Record<string, unknown>

const edited = (statement: SpecStatement, name: string, change: (value: readonly string[]) => unknown) => {
  const value = (statement as unknown as Loose)[name]
  return Array.isArray(value) ? { ...statement, [name]: change(value) } : statement
}
const without = (statement: SpecStatement, name: string) => {
  const { [name]: _, ...rest } = statement as unknown as Loose
  return rest as unknown as SpecStatement
}
const pick = (list: readonly string[], at: number) => list[at % list.length]!
const patternLists = ['Action', 'NotAction', 'Resource', 'NotResource']
const conditionsOf = ({ Condition }: SpecStatement) =>
  (Condition ?? {}) as Record<string, Record<string, string[]>>
const valued = (change: (values: readonly string[], at: number) => readonly string[]): Edit => {
  return (statement, _, at) => {
    const Condition = Object.fromEntries(
      Object.entries(conditionsOf(statement)).map(([operator, block]) => [
        operator,
        Object.fromEntries(Object.entries(block).map(([key, values]) => [key, change(values, at)])),
      ]),
    )
    return [Object.keys(Condition).length > 0 ? ({ ...statement, Condition } as SpecStatement) : statement]
  }
}

/** Some narrow, some widen, some do either. */
const edits: readonly Edit[] = [
  (statement) => [statement],
  (statement) => [statement],
  () => [],
  (statement, other) => [statement, other],
  (statement, { Condition }) => [Condition ? ({ ...statement, Condition } as SpecStatement) : statement],
  (statement) => [without(statement, 'Condition')],
  (statement, _, at) => {
    const name = pick(patternLists, at)
    return [edited(statement, name, (value) => value.slice(0, 1))]
  },
  (statement, _, at) => [
    edited(statement, 'Action', (value) => [...value.slice(1), pick(vocabulary.actions, at)]),
  ],
  (statement, _, at) => [
    edited(statement, 'Resource', (value) => [...value.slice(1), pick(vocabulary.resourcePatterns, at)]),
  ],
  (statement, _, at) => [
    edited(statement, 'NotAction', (value) => [...value, pick(vocabulary.actionPatterns, at)]),
  ],
  (statement, _, at) => [
    edited(statement, 'NotResource', (value) => [...value, pick(vocabulary.resourcePatterns, at)]),
  ],
  (statement, { Principal }) => [
    'Principal' in statement && Principal ? { ...statement, Principal } : statement,
  ],
  (statement) => [{ ...statement, Effect: statement.Effect === 'Allow' ? 'Deny' : 'Allow' }],
  valued((values) => values.slice(1)),
  valued((values, at) => [...values, pick([...vocabulary.texts, ...vocabulary.policyTexts], at)]),
]

function change(statements: readonly SpecStatement[], steps: readonly (readonly [number, number])[]) {
  const after = statements.flatMap((statement, index) => {
    const [edit, at] = steps[index % steps.length]!
    return edits[edit % edits.length]!(statement, statements[at % statements.length]!, at)
  })
  return after.length > 0 ? after : statements
}

const step = fc.tuple(fc.nat(1000), fc.nat(1000))

/** A policy of a kind, changed here and there, both ways; and requests of which some fit. */
export const arbitraryChange: fc.Arbitrary<GeneratedChange> = fc
  .record({
    cases: fc.array(arbitraryCase, { minLength: 3, maxLength: 8, size: 'max' }),
    of: fc.constantFrom('identity' as const, 'resource' as const),
    steps: fc.array(step, { minLength: 1, maxLength: 6, size: 'max' }),
    versions: fc.tuple(fc.nat(9), fc.nat(9)),
    forth: fc.boolean(),
    actions: fc.option(
      fc.array(fc.constantFrom(...vocabulary.actionPatterns), { minLength: 1, maxLength: 2 }),
    ),
    resources: fc.option(
      fc.array(fc.constantFrom(...vocabulary.resources, ...vocabulary.resourcePatterns), {
        minLength: 1,
        maxLength: 2,
      }),
    ),
  })
  .map(({ cases, of, steps, versions, forth, actions, resources }) => {
    const documents = cases.flatMap(({ policies }) =>
      of === 'identity' ? policies.identity : (policies.resource ?? []),
    )
    const kind = documents[0]?.kind ?? 'identity'
    const statements = documents
      .filter((one) => one.kind === kind)
      .flatMap((one) => one.Statement as SpecStatement[])
    const some = statements.slice(0, 4)
    const first: SpecStatement[] =
      some.length > 0 ? some : [{ Effect: 'Allow', Action: ['s3:*'], Resource: ['*'] }]
    const second = change(first, steps)
    const compile = (Statement: readonly SpecStatement[], version: number): CompiledPolicy => {
      const Version = version === 0 ? '2008-10-17' : '2012-10-17'
      const document = { kind, Version, Statement: [...Statement] } as Document
      return compileCase({ ...cases[0]!, policies: { identity: [document] } }).policies.identity[0]!
    }
    const pair = [compile(first, versions[0]), compile(second, versions[1])] as const
    const [before, after] = forth ? pair : [pair[1], pair[0]]
    return {
      before,
      after,
      requests: cases.map((one) => compileCase(one).request),
      access: { actions: actions ?? undefined, resources: resources ?? undefined },
    }
  })
