import { readFileSync } from 'node:fs'
import {
  type Layer,
  type Policies,
  type Principal,
  principalContext,
  type Request,
  requestContext,
} from '../../src/index.ts'
import type {
  Document,
  SpecContext,
  SpecPolicies,
  SpecRequest,
  SpecStatement,
} from '../specification/input.ts'
import { type CasePolicies, compilePolicies } from './compile-policies.ts'

/** A file of cases. Its README says what each field means to who writes one. */
export interface RuleFile extends Situation {
  readonly rule: string
  readonly title: string
  readonly source: string
  readonly status: string
  readonly cases: readonly Case[]
}

interface Situation {
  readonly request?: Partial<CaseRequest>
  readonly policies?: CasePolicies
}

interface CaseRequest {
  readonly principal: string
  readonly action: string
  readonly resource: string
  readonly account: string
  readonly context: Record<string, string | number | boolean | string[]>
  readonly tags: Record<string, string>
}

type Case = Situation & {
  readonly name: string
  readonly version?: string | null
  readonly condition?: object
  readonly holds?: boolean | 'against'
  readonly expect?: string
  readonly layer?: Layer
  readonly sid?: string
}

export interface ExpandedCase {
  readonly name: string
  readonly request: Request
  readonly policies: Policies
  /** The same for the specification, which knows nothing of principals bound to ids. */
  readonly plain: { readonly request: SpecRequest; readonly policies: SpecPolicies } | undefined
  readonly expected: string
  readonly layer: Layer | undefined
  readonly sid: string | undefined
}

const principals = JSON.parse(
  readFileSync(new URL('../cases/principals.json', import.meta.url), 'utf8'),
) as Record<string, Principal>

/** Fills each case up from its file. A case with `holds` becomes two: its condition in an Allow and in a Deny. */
export function expandCases(rule: RuleFile): ExpandedCase[] {
  return rule.cases.flatMap((one): ExpandedCase[] => {
    const request = { ...rule.request, ...one.request }
    if (one.holds === undefined) {
      return [expand(one.name, request, { ...rule.policies, ...one.policies }, one.expect!, one)]
    }
    const version = one.version === null ? {} : { Version: one.version ?? '2012-10-17' }
    const all = { Action: '*', Resource: '*' }
    const allow = { ...version, Statement: { Effect: 'Allow', ...all, Condition: one.condition } }
    const deny = {
      ...version,
      Statement: [
        { Effect: 'Allow', ...all },
        { Sid: 'Asked', Effect: 'Deny', ...all, Condition: one.condition },
      ],
    }
    const denied = one.holds !== false
    return [
      expand(
        `${one.name} (Allow)`,
        request,
        { identity: [allow] },
        one.holds === true ? 'allowed' : 'implicit-deny',
        {},
      ),
      expand(
        `${one.name} (Deny)`,
        request,
        { identity: [deny] },
        denied ? 'explicit-deny' : 'allowed',
        denied ? { sid: 'Asked' } : {},
      ),
    ]
  })
}

function expand(
  name: string,
  {
    principal = 'reader',
    action = 's3:GetObject',
    resource = 'arn:aws:s3:::reports/q1',
    account,
    context = {},
    tags = {},
  }: Partial<CaseRequest>,
  given: CasePolicies,
  expected: string,
  { layer, sid }: { layer?: Layer; sid?: string },
): ExpandedCase {
  const who = principals[principal]!
  const entries = [...principalContext(who, Object.entries(tags)), ...Object.entries(context)]
  const policies = compilePolicies(given)
  const request = {
    principal: who,
    action,
    resource: { arn: resource, account },
    context: requestContext(entries),
  }
  const plain = given.principalIds || given.canonicalUsers ? undefined : plainOf(request, entries, given)
  return { name, request, policies, plain, expected, layer, sid }
}

function plainOf(request: Request, entries: readonly (readonly [string, unknown])[], given: CasePolicies) {
  const context: SpecContext = Object.fromEntries(
    entries.map(([key, value]) => [key, Array.isArray(value) ? value : String(value)]),
  )
  const plain = (kind: string) => (document: object) => plainDocument(document, kind)
  const policies: SpecPolicies = {
    identity: (given.identity ?? []).map(plain('identity')),
    boundary: given.boundary && plain('boundary')(given.boundary),
    session: given.session?.map(plain('session')),
    resource: given.trust ? plain('trust')(given.trust) : given.resource && plain('resource')(given.resource),
    scps: given.scps?.map((level) => level.map(plain('scp'))),
    rcps: given.rcps?.map((level) => level.map(plain('rcp'))),
  }
  return { request: { ...request, context }, policies }
}

const list = (value: unknown) => [value].flat().map(String)

/** Single elements become lists, numbers and booleans text: the only liberties the grammar takes. */
function plainDocument(document: object, kind: string): Document {
  const { Version, Statement } = document as { Version?: string; Statement: object | object[] }
  return { kind, Version, Statement: [Statement].flat().map(plainStatement) }
}

function plainStatement(statement: object): SpecStatement {
  const elements = Object.entries(statement).map(([name, value]) => {
    if (/Action|Resource/.test(name)) return [name, list(value)]
    if (/Principal/.test(name) && typeof value === 'object') return [name, mapValues(value, list)]
    if (name === 'Condition') return [name, mapValues(value, (block) => mapValues(block as object, list))]
    return [name, value]
  })
  return Object.fromEntries(elements) as SpecStatement
}

function mapValues<T>(record: object, change: (value: unknown) => T): Record<string, T> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]))
}
