import { type PartialPrincipal, type PartialRequest, type Request, requestContext } from '../../src/index.ts'

/** Numbers that say what to hide of a request; any will do. */
export type Hiding = readonly [action: number, resource: number, principal: number, at: number, mask: number]

type Hide<T> = (value: T, at: number, mask: number) => T | undefined

const cut = (text: string, from: number, at: number) => from + (at % Math.max(1, text.length - from))
const without = (text: string, place: number, put: string, length = 1) =>
  text.slice(0, place) + put + text.slice(place + length)

const actions: readonly Hide<string>[] = [
  (action) => action,
  (action) => action,
  () => undefined,
  () => '*',
  (action) => `${action.split(':')[0]}:*`,
  (action, at) => without(action, cut(action, action.indexOf(':') + 1, at), '?'),
  (action, at) => without(action, cut(action, action.indexOf(':') + 1, at), '*', 99),
  (action, at) => without(action, cut(action, 0, at), '*', 3),
  (action) => action.toUpperCase().replace(/T/g, '?'),
]

const resources: readonly Hide<NonNullable<PartialRequest['resource']>>[] = [
  (resource) => resource,
  (resource) => resource,
  () => undefined,
  ({ account }) => ({ pattern: '*', account }),
  byPart((parts, at) => parts.map((part, index) => (index === at % 6 ? '*' : part))),
  byPart((parts, at, mask) => parts.map((part, index) => ((mask >> index) & 1 && at % 3 ? '*' : part))),
  byPart((parts, at) => [...parts.slice(0, 5), without(parts[5]!, cut(parts[5]!, 0, at), '*', 99)]),
  byPart((parts, at) => [...parts.slice(0, 5), without(parts[5]!, cut(parts[5]!, 0, at), '?*', 1)]),
]

const principals: readonly Hide<PartialPrincipal>[] = [
  (principal) => principal,
  (principal) => principal,
  () => undefined,
  ({ account }) => ({ account }),
  ({ type }) => ({ type }),
  ({ type, account }) => ({ type, account }),
  ({ type, account, roleArn, roleId }) => ({ type, account, roleArn, roleId }),
  (principal, at, mask) =>
    Object.fromEntries(Object.entries(principal).filter((_, index) => (mask >> (index + (at % 5))) & 1)),
]

/** Hides parts of a request, so that what is left stands for it among others. */
export function hideParts(request: Request, [action, resource, principal, at, mask]: Hiding): PartialRequest {
  const pick = <T>(ways: readonly Hide<T>[], way: number, value: T) =>
    ways[way % ways.length]!(value, at, mask)
  const entries = [...request.context]
  const keys = [...new Set(entries.map(([key]) => key.toLowerCase()))]
  const known = entries.filter(([key]) => (mask >> keys.indexOf(key.toLowerCase())) & 1)
  return {
    action: pick(actions, action, request.action),
    resource: pick<NonNullable<PartialRequest['resource']>>(resources, resource, request.resource),
    principal: pick<PartialPrincipal>(principals, principal, request.principal),
    context: requestContext(known),
  }
}

function byPart(
  change: (parts: readonly string[], at: number, mask: number) => readonly string[],
): Hide<NonNullable<PartialRequest['resource']>> {
  return (resource, at, mask) => {
    const { arn, account } = resource as Request['resource']
    const [first, second, third, fourth, fifth, ...rest] = arn.split(':')
    if (rest.length === 0) return resource
    const parts = [first!, second!, third!, fourth!, fifth!, rest.join(':')]
    return { pattern: change(parts, at, mask).join(':'), account }
  }
}
