import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { answerImds } from './answer-imds.ts'
import { type ImdsAnswer, imdsRefusal } from './imds-answer.ts'
import type { ImdsRules } from './imds-rules.ts'
import type { MetadataTokens } from './metadata-tokens.ts'
import { metadataTree } from './metadata-tree.ts'
import type { NodeCredentials } from './node-credentials.ts'
import type { NodeMetadata } from './node-metadata.ts'
import { roleTree } from './role-tree.ts'

export interface ImdsTools {
  readonly node: NodeMetadata
  readonly rules: ImdsRules
  readonly tokens: MetadataTokens
  readonly credentials: NodeCredentials
  /** Whether an address is one of the node itself. */
  readonly isOfNode: (address: string) => boolean
  /** One line of a log, and a number of a metric; nothing that was handed out is in it. */
  readonly tell: (call: ImdsCall) => void
}

export interface ImdsCall {
  readonly source: string
  readonly isRemote: boolean
  readonly method: string
  readonly path: string
  /** `dropped` when the answer was kept back because of the hop limit. */
  readonly status: number | 'dropped'
}

/** A dropped answer leaves its caller waiting, as on EC2; no longer than this, and SDKs give up after a second. */
const silenceMs = 5000
const longestPath = 1024

/** The instance metadata service of a node, for a plain HTTP server that bounds headers and time. */
export function imdsListener(tools: ImdsTools): RequestListener {
  return (request, response) => {
    answer(request, response, tools).catch(() => response.destroy())
  }
}

async function answer(request: IncomingMessage, response: ServerResponse, tools: ImdsTools): Promise<void> {
  const { node, rules, tokens, credentials, isOfNode, tell } = tools
  const source = request.socket.remoteAddress ?? ''
  const { method = '', url: target = '' } = request
  const isRemote = !isOfNode(source)
  // Asked for only where the answer may hold them: they are a call to STS away.
  const iam =
    node.role && /\/iam(\/|$)/.test(target)
      ? roleTree(node.role, await credentials.get())
      : node.role && roleTree(node.role, undefined)
  const tree = metadataTree(node, iam)
  const given =
    target.length > longestPath
      ? imdsRefusal(404, 'Nothing is here.')
      : answerImds({ method, target, headers: request.headers, isRemote }, { tokens, tree, rules })
  const path = target.split('?', 1)[0]?.slice(0, longestPath) ?? ''
  tell({ source, isRemote, method, path, status: given === 'drop' ? 'dropped' : given.status })
  if (given === 'drop') keepSilent(response)
  else write(given, method, response)
}

function write(
  { status, body, type = 'text/plain', headers = {} }: ImdsAnswer,
  method: string,
  to: ServerResponse,
) {
  to.writeHead(status, {
    server: 'EC2ws',
    'content-type': type,
    'content-length': Buffer.byteLength(body),
    ...headers,
  })
  to.end(method === 'HEAD' ? undefined : body)
}

function keepSilent(response: ServerResponse): void {
  const timer = setTimeout(() => response.destroy(), silenceMs)
  response.once('close', () => clearTimeout(timer))
}
