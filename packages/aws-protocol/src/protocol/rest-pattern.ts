import { NormalizedSchema } from '@smithy/core/schema'
import { httpBindings } from './http-bindings.ts'
import type { OperationSchema } from './protocol.ts'

/** The `http` trait of an operation, taken apart. */
export interface RestPattern {
  readonly method: string
  /** A text must be equal; a label takes one segment, a greedy one all that are left. */
  readonly segments: readonly (string | { readonly label: string; readonly greedy: boolean })[]
  /** Parameters that must be there; `undefined` is any value. */
  readonly literals: ReadonlyMap<string, string | undefined>
  /** Required members that travel in the query or a header, which tell UploadPart from PutObject. */
  readonly requiredParameters: readonly string[]
  readonly requiredHeaders: readonly string[]
  /** Every parameter the operation knows. */
  readonly parameters: ReadonlySet<string>
  /** Whether a bucket stands before what the pattern says. */
  readonly inBucket: boolean
}

/**
 *     /clusters/{name}/updates   /{Key+}?uploads   /?list-type=2&x-id=ListObjects
 *
 * S3's patterns leave out the bucket, because a client may put it in the host; we take it in the path, so a
 * label that the pattern lacks stands first. `x-id` only repeats the name of the operation.
 */
export function restPattern(schema: OperationSchema): RestPattern {
  const [method, uri] = NormalizedSchema.of(schema).getMergedTraits().http ?? ['', '', 0]
  const [path = '', search = ''] = uri.split('?')
  const bindings = httpBindings(schema[4])
  const segments = path
    .split('/')
    .slice(1)
    .filter((part) => part !== '')
    .map((part) => {
      const [, label, plus] = /^\{([^+}]+)(\+)?\}$/.exec(part) ?? []
      return label === undefined ? part : { label, greedy: plus !== undefined }
    })
  const named = new Set(segments.map((part) => (typeof part === 'string' ? undefined : part.label)))
  const before = bindings.labels.map(([name]) => name).filter((name) => !named.has(name))
  const literals = new Map<string, string | undefined>()
  for (const pair of search === '' ? [] : search.split('&')) {
    const [name = '', value] = pair.split('=')
    if (name !== 'x-id') literals.set(name, value)
  }
  const required = requiredNames(schema)
  const wireName = (kind: 'httpQuery' | 'httpHeader') => (members: typeof bindings.query) =>
    members.filter(([name]) => required.has(name)).map(([, member]) => member.getMergedTraits()[kind]!)
  return {
    method,
    segments: [...before.map((label) => ({ label, greedy: false })), ...segments],
    literals,
    requiredParameters: wireName('httpQuery')(bindings.query),
    requiredHeaders: wireName('httpHeader')(bindings.headers).map((name) => name.toLowerCase()),
    parameters: new Set([
      ...literals.keys(),
      ...bindings.query.map(([, member]) => member.getMergedTraits().httpQuery!),
    ]),
    inBucket: before.length > 0,
  }
}

function requiredNames(schema: OperationSchema): ReadonlySet<string> {
  const input = NormalizedSchema.of(schema[4])
  const shape = input.getSchema()
  if (!Array.isArray(shape) || !input.isStructSchema()) return new Set()
  return new Set((shape[4] as string[]).slice(0, (shape[6] as number | undefined) ?? 0))
}
