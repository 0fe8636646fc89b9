import type { HttpRequest } from '../http-request.ts'
import type { Labels, Operation, ServiceModel } from './protocol.ts'
import { queryParameters } from './query-parameters.ts'
import type { RestCodec } from './rest-codec.ts'
import { type RestPattern, restPattern } from './rest-pattern.ts'

/**
 * Segments that name nothing. The canonical request leaves them out, so that one signature covers many paths
 * that differ in them; none of those but the plain one may be routed.
 */
const nothing: ReadonlySet<string> = new Set(['', '.', '..'])

interface Candidate {
  readonly operation: Operation
  readonly pattern: RestPattern
  readonly labels: Labels
}

/** Compiles the choice of an operation by method, path, query and required headers. */
export function restRouter(service: ServiceModel, codec: RestCodec): ServiceModel['route'] {
  const byMethod = new Map<string, { operation: Operation; pattern: RestPattern }[]>()
  for (const operation of service.operations.values()) {
    const pattern = restPattern(operation.schema)
    byMethod.set(pattern.method, [...(byMethod.get(pattern.method) ?? []), { operation, pattern }])
  }
  return (request) => {
    const parameters = queryParameters(request)
    if (!parameters) throw codec.malformed('query')
    const segments = request.path.split('/').slice(1)
    const candidates: Candidate[] = []
    for (const { operation, pattern } of byMethod.get(request.method) ?? []) {
      if (!literalsMatch(pattern, parameters)) continue
      const labels = matchPath(pattern, segments)
      if (labels) candidates.push({ operation, pattern, labels })
    }
    const best = choose(candidates, request, parameters)
    if (!best || (codec.closedQuery && !isClosed(best.pattern, parameters))) return undefined
    return { operation: best.operation, labels: decodeLabels(best.labels, codec) }
  }
}

function literalsMatch(
  { literals }: RestPattern,
  parameters: ReadonlyMap<string, readonly string[]>,
): boolean {
  for (const [name, value] of literals) {
    const values = parameters.get(name)
    if (!values || (value !== undefined && (values.length > 1 || values[0] !== value))) return false
  }
  return true
}

/** The labels as sent, or `undefined` when the path is another's. */
function matchPath(pattern: RestPattern, segments: readonly string[]): Labels | undefined {
  const labels: Record<string, string> = {}
  let at = 0
  for (const part of pattern.segments) {
    const segment = segments[at]
    if (segment === undefined) return undefined
    if (typeof part === 'string') {
      if (part !== segment) return undefined
    } else if (part.greedy) {
      labels[part.label] = segments.slice(at).join('/')
      return labels[part.label] === '' ? undefined : labels
    } else if (nothing.has(segment)) return undefined
    else labels[part.label] = segment
    at++
  }
  const rest = segments.length - at
  const ended = rest === 0 || (rest === 1 && segments[at] === '' && (pattern.inBucket || at === 0))
  return ended ? labels : undefined
}

/**
 * The one that says most about the request. Two that say as much about different things (`?acl&tagging`) are
 * none: the service behind might choose the other.
 */
function choose(
  candidates: readonly Candidate[],
  request: HttpRequest,
  parameters: ReadonlyMap<string, readonly string[]>,
): Candidate | undefined {
  if (candidates.length < 2) return candidates[0]
  const complete = candidates.filter(
    ({ pattern }) =>
      pattern.requiredParameters.every((name) => parameters.has(name)) &&
      pattern.requiredHeaders.every((name) => request.headers.has(name)),
  )
  const ranked = (complete.length > 0 ? complete : candidates)
    .map((candidate) => ({ candidate, rank: rankOf(candidate.pattern) }))
    .sort((a, b) => b.rank - a.rank)
  const [first, second] = ranked
  if (!first || !second || first.rank > second.rank) return first?.candidate
  const tied = ranked.filter(({ rank }) => rank === first.rank).map(({ candidate }) => candidate)
  const literals = ({ pattern }: Candidate) => [...pattern.literals.keys()].sort().join('&')
  if (tied.some((one) => literals(one) !== literals(tied[0]!))) return undefined
  return tied.find(({ operation }) => operation.name === parameters.get('x-id')?.[0]) ?? tied[0]
}

function rankOf(pattern: RestPattern): number {
  const fixed = pattern.segments.filter((part) => typeof part === 'string').length
  const required = pattern.requiredParameters.length + pattern.requiredHeaders.length
  return fixed * 10_000 + pattern.segments.length * 1000 + pattern.literals.size * 100 + required
}

/** Parameters that begin with `x-` are the caller's own notes, and X-Amz-… are the signature's. */
function isClosed({ parameters: known }: RestPattern, parameters: ReadonlyMap<string, unknown>): boolean {
  for (const name of parameters.keys()) if (!known.has(name) && !/^x-/i.test(name)) return false
  return true
}

function decodeLabels(labels: Labels, codec: RestCodec): Labels {
  const decoded: Record<string, string> = {}
  for (const [name, value] of Object.entries(labels)) {
    try {
      decoded[name] = decodeURIComponent(value)
    } catch {
      throw codec.malformed(name)
    }
  }
  return decoded
}
