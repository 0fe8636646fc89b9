import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import {
  discoveryDocument,
  generateSigningKey,
  jwksDocument,
  type SigningKey,
  signToken,
} from '@rolecall/tokens'

export interface TestIssuer {
  readonly url: string
  readonly key: SigningKey
  /** A token that is good for the issuer's audience unless `claims` say otherwise. */
  token(claims?: Readonly<Record<string, unknown>>): Promise<string>
  close(): Promise<void>
}

export const testAudience = 'sts.amazonaws.com'

/** An OIDC issuer outside the server, on a port of its own, whose signing key the test holds. */
export async function startTestIssuer(): Promise<TestIssuer> {
  const key = await generateSigningKey('RS256')
  const server = createServer((request, response) => {
    const documents: Record<string, object> = {
      '/.well-known/openid-configuration': discoveryDocument(url, `${url}/keys`, ['RS256']),
      '/keys': jwksDocument([key]),
    }
    const document = documents[request.url ?? '']
    response.writeHead(document ? 200 : 404, { 'content-type': 'application/json' })
    response.end(JSON.stringify(document ?? {}))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    url,
    key,
    token: (claims = {}) => signToken({ ...goodClaims(url), ...claims }, key),
    close: () => new Promise((resolve) => void server.close(() => resolve())),
  }
}

/** Claims of a token that the issuer's provider accepts. */
export function goodClaims(issuer: string): Record<string, unknown> {
  const now = Math.floor(Date.now() / 1000)
  const sub = 'system:serviceaccount:shop:reports'
  return { iss: issuer, sub, aud: [testAudience], iat: now, nbf: now, exp: now + 600 }
}
