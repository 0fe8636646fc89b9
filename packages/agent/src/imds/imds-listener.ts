import type { IncomingMessage } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Answer, Listener } from '../listener/listener.ts'
import { answerImds } from './answer-imds.ts'
import { type ImdsAnswer, imdsRefusal } from './imds-answer.ts'
import type { ImdsRules } from './imds-rules.ts'
import type { MetadataTokens } from './metadata-tokens.ts'
import { metadataTree } from './metadata-tree.ts'
import type { NodeCredentials } from './node-credentials.ts'
import type { NodeMetadata } from './node-metadata.ts'
import { roleTree } from './role-tree.ts'

export interface ImdsListenerOptions {
  readonly hosts: readonly string[]
  readonly port: number
  readonly node: NodeMetadata
  readonly rules: ImdsRules
  readonly tokens: MetadataTokens
  readonly credentials: NodeCredentials
  /** Whether an address is one of the node itself. */
  readonly isOfNode: (address: string) => boolean
  /** For a log and a metric; nothing that was handed out is in it. */
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

/** The instance metadata service of a node. */
export function imdsListener(options: ImdsListenerOptions): Listener {
  const { hosts, port, rules, tokens, isOfNode, tell } = options
  return {
    name: 'imds',
    hosts,
    port,
    portFlag: '--imds-port',
    async answer(request, source) {
      const { method = '', url: target = '', headers } = request
      const isRemote = !isOfNode(source)
      const given =
        target.length > longestPath
          ? imdsRefusal(404, 'Nothing is here.')
          : answerImds(
              { method, target, headers, isRemote },
              { tokens, tree: await treeFor(target, options), rules },
            )
      const path = target.split('?', 1)[0]?.slice(0, longestPath) ?? ''
      tell({ source, isRemote, method, path, status: given === 'drop' ? 'dropped' : given.status })
      return given === 'drop' ? keepSilent(request) : written(given, method)
    },
  }
}

/** The credentials are a call to STS away, so they are asked for only where the answer may hold them. */
async function treeFor(target: string, { node, credentials }: ImdsListenerOptions) {
  const { role } = node
  const held = role && target.includes('security-credentials') ? await credentials.get() : undefined
  return metadataTree(node, role && roleTree(role, held))
}

function written({ status, body, type = 'text/plain', headers = {} }: ImdsAnswer, method: string): Answer {
  const length = String(Buffer.byteLength(body))
  return {
    status,
    headers: { server: 'EC2ws', 'content-type': type, 'content-length': length, ...headers },
    body: method === 'HEAD' ? '' : body,
  }
}

async function keepSilent(request: IncomingMessage): Promise<Answer> {
  await sleep(silenceMs, undefined, { ref: false })
  request.socket.destroy()
  return { status: 504, headers: {}, body: '' }
}
