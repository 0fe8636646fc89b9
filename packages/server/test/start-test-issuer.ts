import { createServer, type RequestListener } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import {
  discoveryDocument,
  generateSigningKey,
  jwksDocument,
  type SigningAlgorithm,
  type SigningKey,
  signToken,
} from '@rolecall/tokens'

export interface TestIssuer {
  readonly url: string
  /** What signs tokens now; the last of those it publishes. */
  readonly key: SigningKey
  /** Paths that were asked for. */
  readonly asked: readonly string[]
  /** A token that is good for the issuer's audience unless `claims` say otherwise. */
  token(claims?: Readonly<Record<string, unknown>>): Promise<string>
  /** Signs with a new key from now on, and publishes those before it only while `keep` says so. */
  rotate(keep?: boolean): Promise<void>
  close(): Promise<void>
}

export interface TestIssuerOptions {
  readonly algorithm?: SigningAlgorithm
  /** Serve over TLS. */
  readonly tls?: { readonly cert: string; readonly key: string }
  /** Members of the discovery document in place of the usual ones. */
  readonly discovery?: (url: string) => object
  /** What the keys are answered with in place of them. */
  readonly answerKeys?: RequestListener
}

/** Milliseconds: no connection is closed under a request that is on its way. */
const keepAliveTimeout = 600_000

export const testAudience = 'sts.amazonaws.com'

/** An OIDC issuer outside the server, on a port of its own, whose signing key the test holds. */
export async function startTestIssuer(options: TestIssuerOptions = {}): Promise<TestIssuer> {
  const { algorithm = 'RS256', tls, discovery, answerKeys } = options
  let keys = [await generateSigningKey(algorithm)] as [SigningKey, ...SigningKey[]]
  const asked: string[] = []
  const answer: RequestListener = (request, response) => {
    const path = request.url ?? ''
    asked.push(path)
    if (path === '/keys' && answerKeys) return answerKeys(request, response)
    const documents: Record<string, object> = {
      '/.well-known/openid-configuration': {
        ...discoveryDocument(url, `${url}/keys`, [algorithm]),
        ...discovery?.(url),
      },
      '/keys': jwksDocument(keys),
    }
    const document = documents[path]
    response.writeHead(document ? 200 : 404, { 'content-type': 'application/json' })
    response.end(JSON.stringify(document ?? {}))
  }
  const server = tls
    ? createTlsServer({ keepAliveTimeout, ...tls }, answer)
    : createServer({ keepAliveTimeout }, answer)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http${tls ? 's' : ''}://127.0.0.1:${(server.address() as AddressInfo).port}`
  const signer = () => keys.at(-1) ?? keys[0]
  return {
    url,
    get key() {
      return signer()
    },
    asked,
    token: (claims = {}) => signToken({ ...goodClaims(url), ...claims }, signer()),
    async rotate(keep = true) {
      const next = await generateSigningKey(algorithm)
      keys = keep ? [...keys, next] : [next]
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

/** Claims of a token that the issuer's provider accepts. */
export function goodClaims(issuer: string): Record<string, unknown> {
  const now = Math.floor(Date.now() / 1000)
  const sub = 'system:serviceaccount:shop:reports'
  return { iss: issuer, sub, aud: [testAudience], iat: now, nbf: now, exp: now + 600 }
}
