import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { generateSigningKey, jwksDocument, type SigningKey, signToken } from '@rolecall/tokens'

export interface FakeKubernetes {
  /** The file of a kubeconfig. */
  readonly kubeconfig: string
  readonly folder: string
  /** The address it answers at. */
  readonly url: string
  /** What its tokens say, and its discovery document unless that says otherwise. */
  issuer: string
  discoveryIssuer: string | undefined
  /** Whether who has no token may read discovery document and keys. */
  isOpen: boolean
  /** Paths that it does not show to anybody. */
  readonly hidden: Set<string>
  readonly keys: SigningKey[]
  token(claims?: object): Promise<string>
  rotate(): Promise<void>
  close(): Promise<void>
}

/** The part of a kube-apiserver that registering a cluster needs, as one answers, its 406 included. */
export async function fakeKubernetes(): Promise<FakeKubernetes> {
  const folder = mkdtempSync(join(tmpdir(), 'rolecall-cluster-'))
  const fake = { issuer: '', discoveryIssuer: undefined, isOpen: false } as {
    issuer: string
    discoveryIssuer: string | undefined
    isOpen: boolean
  }
  const hidden = new Set<string>()
  const keys = [await generateSigningKey('RS256')]
  const token = (claims: object = {}) => {
    const now = Math.floor(Date.now() / 1000)
    const sub = 'system:serviceaccount:default:default'
    const usual = { iss: fake.issuer, sub, aud: ['sts.amazonaws.com'], iat: now, nbf: now, exp: now + 600 }
    return signToken({ ...usual, ...claims }, keys.at(-1) as SigningKey)
  }
  const listener: RequestListener = async (request, response) => {
    const path = request.url ?? ''
    const answer = (status: number, body: object, type = 'application/json') => {
      response.writeHead(status, { 'content-type': type })
      response.end(JSON.stringify(body))
    }
    const refuse = (code: number, reason: string) =>
      answer(code, { kind: 'Status', code, reason, message: `${path} is ${reason}` })
    const isKnown = request.headers.authorization === 'Bearer me'
    if (hidden.has(path) || (!isKnown && !fake.isOpen)) return refuse(403, 'Forbidden')
    if (path === '/.well-known/openid-configuration') {
      const issuer = fake.discoveryIssuer ?? fake.issuer
      return answer(200, { issuer, jwks_uri: `${url}/openid/v1/jwks` })
    }
    if (path === '/openid/v1/jwks') {
      const { accept = '*/*' } = request.headers
      if (!/jwk-set\+json|\*\/\*/.test(accept)) return answer(406, {})
      return answer(200, jwksDocument(keys), 'application/jwk-set+json')
    }
    if (isKnown && path === '/api/v1/namespaces/default/serviceaccounts/default/token')
      return answer(201, { status: { token: await token({ aud: ['rolecall.invalid'] }) } })
    return refuse(404, 'NotFound')
  }
  const server = createServer((request, response) => void listener(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  fake.issuer = url
  const kubeconfig = join(folder, 'kubeconfig')
  writeFileSync(
    kubeconfig,
    `apiVersion: v1
kind: Config
current-context: it
contexts: [{ name: it, context: { cluster: it, user: me } }, { name: stranger, context: { cluster: it, user: nobody } }]
clusters: [{ name: it, cluster: { server: "${url}" } }]
users: [{ name: me, user: { token: me } }, { name: nobody, user: { token: nobody } }]
`,
  )
  return Object.assign(fake, {
    kubeconfig,
    folder,
    url,
    hidden,
    keys,
    token,
    rotate: async () => void keys.push(await generateSigningKey('RS256')),
    close: async () => {
      rmSync(folder, { recursive: true, force: true })
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  })
}
