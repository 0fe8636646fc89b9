import { parseArn } from '@rolecall/core'
import { GlobShape } from '../match/glob-shape.ts'
import type { KnownPrincipal } from '../principal/known-principal.ts'
import type { Principal } from '../principal/principal.ts'
import { principalFields } from '../principal/principal-fields.ts'
import type { PartialPrincipal } from './partial-request.ts'

type Known = Readonly<Partial<Record<string, string>>>
/** Texts that are known, with `undefined` where any text may stand. */
type Template = (known: Known) => readonly (string | undefined)[]

const lastName = (arn: string | undefined) => arn?.slice(arn.lastIndexOf('/') + 1)

/** What a field that is not known must look like for a principal to be of a piece; else it may be any text. */
const templates: Readonly<Partial<Record<Principal['type'], Readonly<Record<string, Template>>>>> = {
  root: { arn: ({ account }) => ['arn:', undefined, ':iam::', account, ':root'] },
  user: { arn: ({ account, name }) => ['arn:', undefined, ':iam::', account, ':user/', undefined, name] },
  'role-session': {
    arn: ({ account, roleArn }) => [
      'arn:',
      undefined,
      ':sts::',
      account,
      ':assumed-role/',
      lastName(roleArn),
      '/',
      undefined,
    ],
    id: ({ roleId }) => [roleId, ':', undefined],
    roleArn: ({ account }) => ['arn:', undefined, ':iam::', account, ':role/', undefined],
  },
  'federated-user': {
    arn: ({ account }) => ['arn:', undefined, ':sts::', account, ':federated-user/', undefined],
    userArn: ({ account }) => ['arn:', undefined, ':iam::', account, ':', undefined],
  },
}

/** What a partly known principal may be, by type; `undefined` when it can be of no type. */
export function readPartialPrincipal(principal: PartialPrincipal): readonly KnownPrincipal[] | undefined {
  const names = Object.entries(principal).flatMap(([name, value]) =>
    name === 'type' || value === undefined ? [] : [name],
  )
  const types = [...principalFields].filter(([type, fields]) =>
    principal.type === undefined ? names.every((name) => fields.includes(name)) : type === principal.type,
  )
  const known = principal as Known
  return types.length === 0 ? undefined : types.map(([type, fields]) => ofType(type, fields, known))
}

function ofType(type: string, fields: readonly string[], given: Known): KnownPrincipal {
  const asType = type as Principal['type']
  const own = fields.filter((field) => given[field] !== undefined)
  const known = Object.fromEntries(own.map((field): [string, string | undefined] => [field, given[field]!]))
  if (own.length === fields.length) {
    const whole = { ...known, type } as unknown as Principal
    return { type: asType, whole, fields: new Map(own.map((field) => [field, given[field]!])) }
  }
  known['account'] ??= accountOf(own.map((field) => given[field]!))
  const texts = fields.flatMap((field): [string, string | GlobShape][] => {
    const text = known[field]
    if (text !== undefined) return [[field, text]]
    const template = templates[asType]?.[field]
    return template ? [[field, shapeOf(template(known))]] : []
  })
  return { type: asType, whole: undefined, fields: new Map(texts) }
}

/** The account that the known fields agree on by being of a piece. */
function accountOf(texts: readonly string[]): string | undefined {
  for (const text of texts) {
    const account = parseArn(text)?.account
    if (account !== undefined) return account
  }
  return undefined
}

function shapeOf(texts: readonly (string | undefined)[]): GlobShape {
  return new GlobShape(
    texts.map((text) => (text === undefined ? { type: 'star' } : { type: 'literal', text })),
  )
}
