import type { IncomingMessage } from 'node:http'
import { agentFault } from '../agent-fault.ts'
import type { CredentialKeeper } from '../cache/credential-keeper.ts'
import type { AllowedHosts } from '../listener/allowed-hosts.ts'
import type { Answer, Listener } from '../listener/listener.ts'
import { requestHead } from '../listener/request-head.ts'
import type { PodCredentials } from '../upstream/read-assumed-role.ts'

export interface CredentialsListenerOptions {
  readonly hosts: readonly string[]
  readonly port: number
  readonly allowed: AllowedHosts
  readonly keeper: CredentialKeeper
}

const path = '/v1/credentials'

/**
 * `GET /v1/credentials`, as SDKs ask for it: the token of the pod, by itself, is the field `Authorization`. The
 * checks stand in the order of what they cost, and none but the last looks at the token.
 */
export function credentialsListener({ hosts, port, allowed, keeper }: CredentialsListenerOptions): Listener {
  return {
    name: 'credentials',
    hosts,
    port,
    portFlag: '--port',
    answer(request, source) {
      const head = requestHead(request.rawHeaders)
      if (pathOf(request) !== path) throw agentFault('path')
      if (request.method !== 'GET') throw agentFault('method')
      const [host = '', anotherHost] = head.hosts
      if (anotherHost !== undefined || !allowed.has(host)) {
        throw agentFault('host', `[${allowed.names.join(' ')}] address not ${shown(host)}`, ' ')
      }
      if (head.forwarded) throw agentFault('forwarded', head.forwarded, ' ')
      if (head.hasBody) throw agentFault('body')
      const [token = '', anotherToken] = head.tokens
      if (token === '') throw agentFault('empty-token')
      if (anotherToken !== undefined) throw agentFault('unreadable-token', 'it is there twice')
      const found = keeper.credentials(token, source)
      return found instanceof Promise ? found.then(answerWith) : answerWith(found)
    },
  }
}

function pathOf({ url = '' }: IncomingMessage): string {
  const query = url.indexOf('?')
  return query === -1 ? url : url.slice(0, query)
}

function answerWith({ body }: PodCredentials): Answer {
  const headers = {
    'content-type': 'application/json',
    'cache-control': 'no-store',
    'content-length': String(body.length),
  }
  return { status: 200, headers, body }
}

/** What a stranger wrote, cut and without control characters. */
function shown(text: string): string {
  return text.slice(0, 100).replace(/\p{Cc}/gu, ' ')
}
