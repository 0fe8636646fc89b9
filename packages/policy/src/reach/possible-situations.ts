import { freeActions } from '../evaluate/free-actions.ts'
import { ArnShape } from '../match/arn-shape.ts'
import { cutArn } from '../match/cut-arn.ts'
import { cutTemplate } from '../match/cut-template.ts'
import { GlobShape } from '../match/glob-shape.ts'
import { relatePatterns } from '../match/relate-patterns.ts'
import type { Relation } from '../match/relation.ts'
import type { KnownPrincipal } from '../principal/known-principal.ts'
import { principalFields } from '../principal/principal-fields.ts'
import type { KnownRequest } from './known-request.ts'
import type { Situation } from './situation.ts'
import { situationOf } from './situation-of.ts'

const glob = (text: string) => new GlobShape(cutTemplate(text, false, true)!)
const arns = (text: string) => new ArnShape(cutArn(cutTemplate(text, false, true)!, false))
const assumeRole = glob('sts:assumerole')
const anyOfSts = glob('sts:?*')
const twelve = glob('?'.repeat(12))
const kmsKey = arns('arn:*:kms:*:*:key/*')
const role = arns('arn:*:iam:*:*:role/*')

/** For each fact of a situation which requests have it, as `readSubject` and its neighbours tell of one. */
const facts: Readonly<
  Record<
    Exclude<keyof Situation, 'principalType'>,
    (principal: KnownPrincipal, known: KnownRequest) => Relation
  >
> = {
  needsNoPermission({ type }, { action }) {
    const free = [...freeActions].filter(([, types]) => types.has(type)).map(([name]) => glob(name))
    return anyOf(free.map((name) => relatePatterns(name, action.shape)))
  },
  rootAssumesRole: ({ type }, { action }) =>
    type === 'root' ? relatePatterns(assumeRole, action.shape) : 'none',
  serviceLinked({ type, fields }) {
    if (type !== 'role-session') return 'none'
    const arn = fields.get('roleArn')
    return typeof arn === 'string' ? certain(arn.includes(':role/aws-service-role/')) : 'some'
  },
  crossAccount({ type, fields }, { resource }) {
    if (!principalFields.get(type)!.includes('account')) return 'none'
    if (resource.owner === 'unknown') return 'some'
    const owner = resource.owner.account ?? resource.account
    if (owner === undefined) return 'some'
    if (typeof owner !== 'string') return owner.meets(twelve) ? 'some' : 'none'
    if (resource.owner.account === undefined && !/^\d{12}$/.test(owner)) return 'none'
    const account = fields.get('account')
    return typeof account === 'string' ? certain(account !== owner) : 'some'
  },
  needsResourceAllow(_, { action, resource }) {
    if (!resource.shape) return 'none'
    const isRole = relatePatterns(role, resource.shape)
    const ofSts = relatePatterns(anyOfSts, action.shape)
    const trust = isRole === 'all' ? ofSts : isRole === 'none' || ofSts === 'none' ? 'none' : 'some'
    return anyOf([relatePatterns(kmsKey, resource.shape), trust])
  },
}

/** Every situation a partly known request may be in, each once, for one type of caller. */
export function possibleSituations(principal: KnownPrincipal, known: KnownRequest): Situation[] {
  let all: Record<string, boolean>[] = [{}]
  for (const [fact, relate] of Object.entries(facts)) {
    const relation = relate(principal, known)
    const values = relation === 'some' ? [true, false] : [relation === 'all']
    all = all.flatMap((some) => values.map((value) => ({ ...some, [fact]: value })))
  }
  const situations = new Map<string, Situation>()
  for (const one of all) {
    // Every fact of the table has been put in.
    const situation = situationOf({ principalType: principal.type, ...one } as unknown as Situation)
    situations.set(JSON.stringify(Object.values(situation)), situation)
  }
  return [...situations.values()]
}

function certain(value: boolean): Relation {
  return value ? 'all' : 'none'
}

function anyOf(relations: readonly Relation[]): Relation {
  if (relations.includes('all')) return 'all'
  return relations.includes('some') ? 'some' : 'none'
}
