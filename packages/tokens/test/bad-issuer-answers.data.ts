import { discoveryDocument, limits } from '@rolecall/tokens'

const issuer = 'https://oidc.example.com/id/a'

/** An issuer somewhere, and its addresses. */
export const someIssuer = {
  issuer,
  discoveryUrl: `${issuer}/.well-known/openid-configuration`,
  keysUrl: `${issuer}/keys`,
}

const { discoveryUrl, keysUrl } = someIssuer
const endless = () => new Response(new ReadableStream({ pull: (to) => to.enqueue(new Uint8Array(65_536)) }))
const discovery = (change: object) => ({ ...discoveryDocument(issuer, keysUrl, ['ES256']), ...change })

/** What its addresses may answer that makes no keys, and how that is refused. */
export const badIssuerAnswers: readonly (readonly [
  name: string,
  url: string,
  answer: () => unknown,
  code: string,
])[] = [
  ['discovery: status 500', discoveryUrl, () => new Response('{}', { status: 500 }), 'bad-answer'],
  ['discovery: status 204', discoveryUrl, () => new Response(null, { status: 204 }), 'bad-answer'],
  ['discovery: no JSON', discoveryUrl, () => new Response('<html>'), 'bad-answer'],
  ['discovery: a list', discoveryUrl, () => [], 'bad-answer'],
  ['discovery: no UTF-8', discoveryUrl, () => new Response(new Uint8Array([0xff])), 'bad-answer'],
  ['discovery: without end', discoveryUrl, endless, 'bad-answer'],
  [
    'discovery: too long',
    discoveryUrl,
    () => discovery({ a: 'a'.repeat(limits.discoveryBytes) }),
    'bad-answer',
  ],
  [
    'discovery: the issuer twice',
    discoveryUrl,
    () => new Response(`{"issuer":"${issuer}","issuer":"${issuer}","jwks_uri":"${keysUrl}"}`),
    'bad-answer',
  ],
  [
    'discovery: another issuer',
    discoveryUrl,
    () => discovery({ issuer: 'https://oidc.example.com/id/b' }),
    'wrong-issuer',
  ],
  [
    'discovery: an issuer in another case',
    discoveryUrl,
    () => discovery({ issuer: 'https://oidc.example.com/ID/a' }),
    'wrong-issuer',
  ],
  ['discovery: no issuer', discoveryUrl, () => discovery({ issuer: undefined }), 'wrong-issuer'],
  ['discovery: a list of issuers', discoveryUrl, () => discovery({ issuer: [issuer] }), 'wrong-issuer'],
  ['discovery: no jwks_uri', discoveryUrl, () => discovery({ jwks_uri: undefined }), 'bad-answer'],
  [
    'discovery: jwks_uri over http',
    discoveryUrl,
    () => discovery({ jwks_uri: 'http://oidc.example.com/keys' }),
    'bad-answer',
  ],
  [
    'discovery: jwks_uri on this machine',
    discoveryUrl,
    () => discovery({ jwks_uri: 'http://127.0.0.1/keys' }),
    'bad-answer',
  ],
  [
    'discovery: jwks_uri of a file',
    discoveryUrl,
    () => discovery({ jwks_uri: 'file:///etc/passwd' }),
    'bad-answer',
  ],
  [
    'discovery: jwks_uri in itself',
    discoveryUrl,
    () => discovery({ jwks_uri: 'data:,{"keys":[]}' }),
    'bad-answer',
  ],
  [
    'discovery: jwks_uri with a password',
    discoveryUrl,
    () => discovery({ jwks_uri: 'https://a:b@oidc.example.com/keys' }),
    'bad-answer',
  ],
  ['discovery: jwks_uri relative', discoveryUrl, () => discovery({ jwks_uri: '/keys' }), 'bad-answer'],
  ['keys: status 404', keysUrl, () => undefined, 'bad-answer'],
  ['keys: no JSON', keysUrl, () => new Response('keys'), 'malformed'],
  ['keys: no list', keysUrl, () => ({ keys: {} }), 'malformed'],
  ['keys: too many', keysUrl, () => ({ keys: Array(limits.keySetKeys + 1).fill({}) }), 'too-many-keys'],
  ['keys: without end', keysUrl, endless, 'bad-answer'],
]
