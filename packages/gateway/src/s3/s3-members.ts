import type { OperationSchema } from '@rolecall/aws-protocol'
import { NormalizedSchema } from '@smithy/core/schema'

/** How the input of an operation travels. */
export interface S3Members {
  /** Lower-case names of the headers it knows. */
  readonly headers: ReadonlySet<string>
  /** Those of them that may be given several times. */
  readonly lists: ReadonlySet<string>
  /** Beginnings of further headers, such as `x-amz-meta-`. */
  readonly prefixes: readonly string[]
  readonly parameters: ReadonlySet<string>
  /** Parameters that belong to the path, such as `acl`, with their fixed values. */
  readonly literals: ReadonlyMap<string, string>
  readonly body: 'stream' | 'whole' | 'none'
}

const known = new WeakMap<OperationSchema, S3Members>()

/** Read from the model once for each operation. */
export function s3Members(schema: OperationSchema): S3Members {
  let members = known.get(schema)
  if (!members) {
    members = read(schema)
    known.set(schema, members)
  }
  return members
}

function read(schema: OperationSchema): S3Members {
  const headers = new Set<string>()
  const lists = new Set<string>()
  const prefixes: string[] = []
  const parameters = new Set<string>()
  let body: S3Members['body'] = 'none'
  for (const [, member] of NormalizedSchema.of(schema[4]).structIterator()) {
    const traits = member.getMergedTraits()
    if (traits.httpHeader !== undefined) headers.add(traits.httpHeader.toLowerCase())
    if (traits.httpHeader !== undefined && member.isListSchema()) lists.add(traits.httpHeader.toLowerCase())
    else if (traits.httpPrefixHeaders !== undefined) prefixes.push(traits.httpPrefixHeaders.toLowerCase())
    else if (traits.httpQuery !== undefined) parameters.add(traits.httpQuery)
    else if (traits.httpPayload) body = member.isStreaming() ? 'stream' : 'whole'
    else if (traits.httpHeader === undefined && !traits.httpLabel) body = 'whole'
  }
  const [, uri = ''] = NormalizedSchema.of(schema).getMergedTraits().http ?? []
  const literals = new Map<string, string>()
  for (const pair of (uri.split('?')[1] ?? '').split('&')) {
    const [name = '', value = ''] = pair.split('=')
    if (name !== '' && name !== 'x-id') literals.set(name, value)
  }
  return { headers, lists, prefixes, parameters, literals, body }
}
