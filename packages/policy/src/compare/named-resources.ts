import type { Policy, Term } from '../document/policy.ts'
import { ArnShape } from '../match/arn-shape.ts'
import { cutResource } from '../match/cut-resource.ts'
import type { Named, NamedPattern } from './named.ts'

type Reading = Pick<Policy, 'kind' | 'version'>

/** Resources by patterns as policies write them; without any, where Resource may be left out, all. */
export function namedResources(
  texts: readonly string[] | undefined,
  policy: Reading,
  negated = false,
  effect: 'Allow' | 'Deny' = 'Allow',
): Named<ArnShape> {
  const read = texts?.map((text) => namedPattern(text, policy)) ?? [everything]
  const patterns = read.filter((pattern) => pattern !== undefined)
  return { effect, negated, patterns, unreadable: patterns.length < read.length, all: ArnShape.everything }
}

const everything: NamedPattern<ArnShape> = { text: '*', shape: ArnShape.everything, open: false }

function namedPattern(value: string, policy: Reading): NamedPattern<ArnShape> | undefined {
  const term: Term = { value, type: 'string', path: [], start: 0, end: 0 }
  const parts = cutResource(term, policy)
  if (parts === undefined) return undefined
  if (parts === 'everything') return everything
  const open = parts.some((part) => part.some((token) => token.type === 'variable'))
  // What stands in `${…}` is a variable or not by the version of the policy.
  const text = value.includes('${') ? `${policy.version} ${value}` : value
  return { text, shape: new ArnShape(parts), open }
}
