import type { RawRequest } from '../raw-request.ts'
import type { Credentials } from '../start-test-server.ts'
import { addHeaders, type Call, presigned, signed, withHeader } from './signed-calls.ts'

/** How a refusal is told: by the Query services, by the JSON services, and its status. */
export const refusals = {
  unsigned: ['MissingAuthenticationToken', 'MissingAuthenticationTokenException', 403],
  unknown: ['InvalidClientTokenId', 'UnrecognizedClientException', 403],
  expired: ['ExpiredToken', 'ExpiredTokenException', 403],
  mismatch: ['SignatureDoesNotMatch', 'InvalidSignatureException', 403],
  incomplete: ['IncompleteSignature', 'IncompleteSignatureException', 400],
} as const

/** Credentials that the forger holds. All but those that are bad by their name are good. */
export interface Stolen {
  readonly administrator: Credentials
  readonly otherUser: Credentials
  readonly inactive: Credentials
  readonly deletedUser: Credentials
  readonly session: Required<Credentials>
  readonly otherSession: Required<Credentials>
  readonly userSession: Required<Credentials>
  readonly expiredSession: Required<Credentials>
  readonly sessionOfDeletedRole: Required<Credentials>
  readonly sessionOfRemadeRole: Required<Credentials>
  readonly sessionOfDeletedUser: Required<Credentials>
  readonly sessionOfAnotherServer: Required<Credentials>
}

export interface Forger {
  readonly call: Call
  readonly stolen: Stolen
  /** Milliseconds since the epoch, by the server's clock. */
  readonly now: number
}

interface BadCredential {
  readonly name: string
  readonly refusal: keyof typeof refusals
  readonly make: (forger: Forger) => RawRequest
  /** What was changed is what names the operation, or a request of HTTP itself: there is nothing to record. */
  readonly unrecorded?: true
}

const minute = 60_000

const good = ({ call, stolen, now }: Forger) => signed(call, { credentials: stolen.administrator, time: now })
const goodSession = ({ call, stolen, now }: Forger) =>
  signed(call, { credentials: stolen.session, time: now })
const goodQuery = ({ call, stolen, now }: Forger) =>
  presigned(call, { credentials: stolen.administrator, time: now, expires: 60 })
const as = (credentials: (stolen: Stolen) => Credentials) => (forger: Forger) =>
  signed(forger.call, { credentials: credentials(forger.stolen), time: forger.now })
const asInQuery = (credentials: (stolen: Stolen) => Credentials) => (forger: Forger) =>
  presigned(forger.call, { credentials: credentials(forger.stolen), time: forger.now, expires: 60 })
const withKeyId = (accessKeyId: string) => as(({ administrator }) => ({ ...administrator, accessKeyId }))
const withSecret = (secretAccessKey: string) =>
  as(({ administrator }) => ({ ...administrator, secretAccessKey }))
const withToken = (change: (token: string) => string) =>
  as(({ session }) => ({ ...session, sessionToken: change(session.sessionToken) }))
const withByte = (at: number) =>
  withToken((token) => {
    const bytes = Buffer.from(token, 'base64')
    const place = at < 0 ? bytes.length + at : at
    bytes[place] = bytes[place]! ^ 1
    return bytes.toString('base64')
  })
const at = (offset: number) => (forger: Forger) =>
  signed(forger.call, { credentials: forger.stolen.administrator, time: forger.now + offset })
const authorization = (change: (value: string) => string | undefined) => (forger: Forger) =>
  withHeader(good(forger), 'authorization', change)
const unsignedWith =
  (...headers: [name: string, value: string][]) =>
  ({ call }: Forger) =>
    addHeaders(call, ...headers)
const inQuery = (change: (query: string) => string) => (forger: Forger) => {
  const request = goodQuery(forger)
  return { ...request, query: change(request.query) }
}
const text = (body: RawRequest['body']) => Buffer.from(body).toString()

/** Every one is the good call but for what its name says. */
export const badCredentials: readonly BadCredential[] = [
  // Nothing to go by.
  { name: 'no signature', refusal: 'unsigned', make: ({ call }) => call },
  { name: 'a cookie', refusal: 'unsigned', make: unsignedWith(['cookie', 'session=administrator']) },
  {
    name: 'a session token alone',
    refusal: 'unsigned',
    make: (f) => addHeaders(f.call, ['x-amz-security-token', f.stolen.session.sessionToken]),
  },
  {
    name: 'X-Forwarded-For this machine',
    refusal: 'unsigned',
    make: unsignedWith(
      ['x-forwarded-for', '127.0.0.1'],
      ['x-real-ip', '127.0.0.1'],
      ['forwarded', 'for=127.0.0.1'],
    ),
  },
  {
    name: 'headers a proxy would set',
    refusal: 'unsigned',
    make: unsignedWith(
      ['x-amzn-iam-principal', 'arn:aws:iam::111122223333:root'],
      ['x-forwarded-user', 'administrator'],
      ['x-remote-user', 'administrator'],
    ),
  },
  {
    name: 'the signature in Proxy-Authorization',
    refusal: 'unsigned',
    make: (f) => ({
      ...good(f),
      headers: good(f).headers.map(
        ([name, value]) => [name === 'authorization' ? 'proxy-authorization' : name, value] as const,
      ),
    }),
  },

  // Not a signature of this kind.
  { name: 'an empty Authorization', refusal: 'incomplete', make: authorization(() => '') },
  {
    name: 'Basic',
    refusal: 'incomplete',
    make: (f) =>
      addHeaders(f.call, [
        'authorization',
        `Basic ${Buffer.from(`${f.stolen.administrator.accessKeyId}:${f.stolen.administrator.secretAccessKey}`).toString('base64')}`,
      ]),
  },
  {
    name: 'Bearer',
    refusal: 'incomplete',
    make: (f) => addHeaders(f.call, ['authorization', `Bearer ${f.stolen.session.sessionToken}`]),
  },
  {
    name: 'SigV2 in the header',
    refusal: 'incomplete',
    make: (f) =>
      addHeaders(f.call, [
        'authorization',
        `AWS ${f.stolen.administrator.accessKeyId}:frJIUN8DYpKDtOLCwo//yllqDzg=`,
      ]),
  },
  {
    name: 'SigV2 in the query',
    refusal: 'incomplete',
    make: (f) => ({
      ...f.call,
      query: `AWSAccessKeyId=${f.stolen.administrator.accessKeyId}&SignatureVersion=2&SignatureMethod=HmacSHA256&Signature=x`,
    }),
  },
  {
    name: 'SigV3',
    refusal: 'incomplete',
    make: (f) =>
      addHeaders(f.call, [
        'authorization',
        `AWS3-HTTPS AWSAccessKeyId=${f.stolen.administrator.accessKeyId}, Algorithm=HmacSHA256, Signature=x`,
      ]),
  },
  {
    name: 'SigV4a',
    refusal: 'incomplete',
    make: authorization((v) => v.replace('AWS4-HMAC-SHA256', 'AWS4-ECDSA-P256-SHA256')),
  },
  {
    name: 'SigV4a in the query',
    refusal: 'incomplete',
    make: inQuery((q) => q.replace('AWS4-HMAC-SHA256', 'AWS4-ECDSA-P256-SHA256')),
  },
  {
    name: 'an algorithm nobody has',
    refusal: 'incomplete',
    make: authorization((v) => v.replace('SHA256', 'SHA512')),
  },
  {
    name: 'the algorithm in small letters',
    refusal: 'incomplete',
    make: authorization((v) => v.replace('AWS4-HMAC-SHA256', 'aws4-hmac-sha256')),
  },
  {
    name: 'no algorithm',
    refusal: 'incomplete',
    make: authorization((v) => v.replace('AWS4-HMAC-SHA256 ', '')),
  },

  // A signature that is not whole, or is there twice.
  {
    name: 'no Credential',
    refusal: 'incomplete',
    make: authorization((v) => v.replace(/Credential=[^,]*, /, '')),
  },
  {
    name: 'an empty Credential',
    refusal: 'incomplete',
    make: authorization((v) => v.replace(/Credential=[^,]*/, 'Credential=')),
  },
  {
    name: 'no SignedHeaders',
    refusal: 'incomplete',
    make: authorization((v) => v.replace(/SignedHeaders=[^,]*, /, '')),
  },
  {
    name: 'no Signature',
    refusal: 'incomplete',
    make: authorization((v) => v.replace(/, Signature=.*/, '')),
  },
  {
    name: 'an empty Signature',
    refusal: 'incomplete',
    make: authorization((v) => v.replace(/Signature=.*/, 'Signature=')),
  },
  {
    name: 'two Signatures in one header',
    refusal: 'incomplete',
    make: authorization((v) => `${v}, Signature=${'0'.repeat(64)}`),
  },
  {
    name: 'a Credential without a region',
    refusal: 'incomplete',
    unrecorded: true,
    make: authorization((v) => v.replace('/us-east-1/', '/')),
  },
  {
    name: 'a Credential of six parts',
    refusal: 'incomplete',
    make: authorization((v) => v.replace(/\/aws4_request/, '/aws4_request/x')),
  },
  {
    name: 'a key id with slashes',
    refusal: 'incomplete',
    unrecorded: true,
    make: withKeyId('../../../etc/passwd'),
  },
  { name: 'an empty key id', refusal: 'incomplete', make: withKeyId('') },
  { name: 'no date', refusal: 'incomplete', make: (f) => withHeader(good(f), 'x-amz-date', () => undefined) },
  {
    name: 'a date that is none',
    refusal: 'incomplete',
    make: (f) => withHeader(good(f), 'x-amz-date', () => '20260231T000000Z'),
  },
  {
    name: 'two Authorization headers, both good',
    refusal: 'incomplete',
    make: (f) => addHeaders(good(f), ...good(f).headers.filter(([name]) => name === 'authorization')),
  },
  {
    name: 'a bad Authorization before a good one',
    refusal: 'incomplete',
    make: (f) => ({ ...good(f), headers: [['authorization', 'Basic eDp5'], ...good(f).headers] }),
  },
  {
    name: 'a signature in the header and one in the query',
    refusal: 'incomplete',
    make: (f) => ({ ...good(f), query: goodQuery(f).query }),
  },
  {
    name: 'a query signature beside Basic',
    refusal: 'incomplete',
    make: (f) => addHeaders(goodQuery(f), ['authorization', 'Basic eDp5']),
  },
  {
    name: 'a query without its algorithm',
    refusal: 'incomplete',
    make: inQuery((q) => q.replace(/X-Amz-Algorithm=[^&]*&/, '')),
  },
  {
    name: 'a query without its signature',
    refusal: 'incomplete',
    make: inQuery((q) => q.replace(/&X-Amz-Signature=.*/, '')),
  },
  {
    name: 'a query with a broken escape in its signature',
    refusal: 'incomplete',
    unrecorded: true,
    make: inQuery((q) => q.replace(/X-Amz-Signature=../, 'X-Amz-Signature=%zz')),
  },
  {
    name: 'an expiry below nothing',
    refusal: 'incomplete',
    make: inQuery((q) => q.replace('X-Amz-Expires=60', 'X-Amz-Expires=-60')),
  },
  {
    name: 'an expiry of nothing',
    refusal: 'incomplete',
    make: inQuery((q) => q.replace('X-Amz-Expires=60', 'X-Amz-Expires=0')),
  },
  {
    name: 'an expiry of more than a week',
    refusal: 'incomplete',
    make: (f) => presigned(f.call, { credentials: f.stolen.administrator, time: f.now, expires: 604_801 }),
  },
  {
    name: 'an expiry in words',
    refusal: 'incomplete',
    make: inQuery((q) => q.replace('X-Amz-Expires=60', 'X-Amz-Expires=never')),
  },

  // Keys and tokens that are not known.
  { name: 'a key id nobody has', refusal: 'unknown', make: withKeyId('AKIAIOSFODNN7EXAMPLE') },
  {
    name: 'a key id in small letters',
    refusal: 'unknown',
    make: as(({ administrator: a }) => ({ ...a, accessKeyId: a.accessKeyId.toLowerCase() })),
  },
  {
    name: 'a key id with a letter more',
    refusal: 'unknown',
    make: as(({ administrator: a }) => ({ ...a, accessKeyId: `${a.accessKeyId}A` })),
  },
  { name: 'a wildcard for a key id', refusal: 'unknown', make: withKeyId('*') },
  { name: 'root for a key id', refusal: 'unknown', make: withKeyId('root') },
  { name: 'the account for a key id', refusal: 'unknown', make: withKeyId('111122223333') },
  { name: '__proto__ for a key id', refusal: 'unknown', make: withKeyId('__proto__') },
  {
    name: 'letters of other scripts for a key id',
    refusal: 'unknown',
    make: asInQuery(({ administrator }) => ({ ...administrator, accessKeyId: 'ＡＫＩＡ\u{1f600}é' })),
  },
  {
    name: 'control characters for a key id',
    refusal: 'unknown',
    make: asInQuery(({ administrator }) => ({ ...administrator, accessKeyId: 'a\u001f\u001e\u0000b' })),
  },
  {
    name: 'a key id of many letters',
    refusal: 'unknown',
    make: asInQuery(({ administrator }) => ({ ...administrator, accessKeyId: 'A'.repeat(20_000) })),
  },
  {
    name: 'a session token for a key id',
    refusal: 'unknown',
    make: asInQuery(({ session }) => ({
      accessKeyId: session.sessionToken.replaceAll('/', '_'),
      secretAccessKey: session.secretAccessKey,
    })),
  },
  { name: 'an inactive key', refusal: 'unknown', make: as(({ inactive }) => inactive) },
  { name: 'the key of a deleted user', refusal: 'unknown', make: as(({ deletedUser }) => deletedUser) },
  {
    name: 'a session without its token',
    refusal: 'unknown',
    make: as(({ session: { accessKeyId, secretAccessKey } }) => ({ accessKeyId, secretAccessKey })),
  },
  { name: 'an empty token', refusal: 'unknown', make: withToken(() => '') },
  {
    name: 'a long-lived key with a token',
    refusal: 'unknown',
    make: as(({ administrator, session }) => ({ ...administrator, sessionToken: session.sessionToken })),
  },
  {
    name: "another session's token",
    refusal: 'unknown',
    make: as(({ session, otherSession }) => ({ ...session, sessionToken: otherSession.sessionToken })),
  },
  {
    name: "another session's key id",
    refusal: 'unknown',
    make: as(({ session, otherSession }) => ({ ...session, accessKeyId: otherSession.accessKeyId })),
  },
  {
    name: "a user session's token",
    refusal: 'unknown',
    make: as(({ session, userSession }) => ({ ...session, sessionToken: userSession.sessionToken })),
  },
  {
    name: 'half a token',
    refusal: 'unknown',
    make: withToken((token) => token.slice(0, token.length / 2 - ((token.length / 2) % 4))),
  },
  {
    name: 'a token without its last group',
    refusal: 'unknown',
    make: withToken((token) => token.slice(0, -4)),
  },
  { name: 'a token with the version changed', refusal: 'unknown', make: withByte(0) },
  { name: 'a token with the id of its key changed', refusal: 'unknown', make: withByte(1) },
  { name: 'a token with the nonce changed', refusal: 'unknown', make: withByte(5) },
  { name: 'a token with the sealed text changed', refusal: 'unknown', make: withByte(17) },
  { name: 'a token with the tag changed', refusal: 'unknown', make: withByte(-1) },
  {
    name: 'a token in base64url',
    refusal: 'unknown',
    make: withToken((token) => `${Buffer.from(token, 'base64').toString('base64url')}_`),
  },
  {
    name: 'a token encoded once more',
    refusal: 'unknown',
    make: withToken((token) => Buffer.from(token).toString('base64')),
  },
  {
    name: 'a token in hex',
    refusal: 'unknown',
    make: withToken((token) => Buffer.from(token, 'base64').toString('hex')),
  },
  {
    name: 'a token with a space in it',
    refusal: 'unknown',
    make: withToken((token) => `${token.slice(0, 40)} ${token.slice(40)}`),
  },
  { name: 'a token twice', refusal: 'unknown', make: withToken((token) => token + token) },
  { name: 'a token of words', refusal: 'unknown', make: withToken(() => 'administrator') },
  {
    name: 'a token of nothing but noughts',
    refusal: 'unknown',
    make: withToken((token) => Buffer.alloc(token.length).toString('base64')),
  },
  { name: 'a token longer than any', refusal: 'unknown', make: withToken(() => 'A'.repeat(40_000)) },
  {
    name: 'two token headers',
    refusal: 'unknown',
    make: (f) => addHeaders(goodSession(f), ['x-amz-security-token', f.stolen.session.sessionToken]),
  },
  {
    name: 'the session of a deleted role',
    refusal: 'unknown',
    make: as(({ sessionOfDeletedRole }) => sessionOfDeletedRole),
  },
  {
    name: 'the session of a role that was made again',
    refusal: 'unknown',
    make: as(({ sessionOfRemadeRole }) => sessionOfRemadeRole),
  },
  {
    name: 'the session of a deleted user',
    refusal: 'unknown',
    make: as(({ sessionOfDeletedUser }) => sessionOfDeletedUser),
  },
  {
    name: 'the session of another server',
    refusal: 'unknown',
    make: as(({ sessionOfAnotherServer }) => sessionOfAnotherServer),
  },
  {
    name: 'the session of a deleted role, in the query',
    refusal: 'unknown',
    make: asInQuery(({ sessionOfDeletedRole }) => sessionOfDeletedRole),
  },
  { name: 'an expired session', refusal: 'expired', make: as(({ expiredSession }) => expiredSession) },
  {
    name: 'an expired session, in the query',
    refusal: 'expired',
    make: asInQuery(({ expiredSession }) => expiredSession),
  },

  // Secrets that are not the key's.
  {
    name: 'a wrong secret',
    refusal: 'mismatch',
    make: withSecret('wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY'),
  },
  { name: 'an empty secret', refusal: 'mismatch', make: withSecret('') },
  {
    name: 'a secret with a line break',
    refusal: 'mismatch',
    make: as(({ administrator: a }) => ({ ...a, secretAccessKey: `${a.secretAccessKey}\n` })),
  },
  {
    name: "another user's secret",
    refusal: 'mismatch',
    make: as(({ administrator, otherUser }) => ({
      ...administrator,
      secretAccessKey: otherUser.secretAccessKey,
    })),
  },
  {
    name: "another session's secret",
    refusal: 'mismatch',
    make: as(({ session, otherSession }) => ({ ...session, secretAccessKey: otherSession.secretAccessKey })),
  },
  {
    name: 'the key id for a secret',
    refusal: 'mismatch',
    make: as(({ administrator: a }) => ({ ...a, secretAccessKey: a.accessKeyId })),
  },

  // Scopes that are not the call's.
  {
    name: 'another region in the scope',
    refusal: 'mismatch',
    make: authorization((v) => v.replace('/us-east-1/', '/eu-west-1/')),
  },
  {
    name: 'a region that is none',
    refusal: 'mismatch',
    make: (f) => signed(f.call, { credentials: f.stolen.administrator, time: f.now, region: 'US EAST' }),
  },
  {
    name: 'a region of control characters',
    refusal: 'mismatch',
    make: (f) => presigned(f.call, { credentials: f.stolen.administrator, time: f.now, region: 'a\u001fb' }),
  },
  {
    name: 'another day in the scope',
    refusal: 'mismatch',
    make: authorization((v) => v.replace(/\/\d{8}\//, '/20150830/')),
  },
  {
    name: 'another end of the scope',
    refusal: 'mismatch',
    make: authorization((v) => v.replace('aws4_request', 'aws5_request')),
  },

  // The wrong time.
  { name: 'sixteen minutes old', refusal: 'mismatch', make: at(-16 * minute) },
  { name: 'sixteen minutes early', refusal: 'mismatch', make: at(16 * minute) },
  { name: 'of yesterday', refusal: 'mismatch', make: at(-24 * 60 * minute) },
  {
    name: 'of the year 9999',
    refusal: 'mismatch',
    make: (f) => signed(f.call, { credentials: f.stolen.administrator, time: Date.UTC(9999, 11, 31) }),
  },
  {
    name: 'presigned and expired',
    refusal: 'mismatch',
    make: (f) =>
      presigned(f.call, { credentials: f.stolen.administrator, time: f.now - 2 * minute, expires: 60 }),
  },
  {
    name: 'presigned without an expiry, sixteen minutes ago',
    refusal: 'mismatch',
    make: (f) => presigned(f.call, { credentials: f.stolen.administrator, time: f.now - 16 * minute }),
  },
  {
    name: 'presigned for a time to come',
    refusal: 'mismatch',
    make: (f) =>
      presigned(f.call, { credentials: f.stolen.administrator, time: f.now + 16 * minute, expires: 3600 }),
  },
  {
    name: 'presigned, its expiry moved',
    refusal: 'mismatch',
    make: inQuery((q) => q.replace('X-Amz-Expires=60', 'X-Amz-Expires=600')),
  },
  {
    name: 'a date other than the signed one',
    refusal: 'mismatch',
    make: (f) =>
      withHeader(good(f), 'x-amz-date', (v) => v.replace(/\d\dZ$/, (end) => (end === '00Z' ? '01Z' : '00Z'))),
  },

  // Requests other than the signed one.
  {
    name: 'a byte more in the body',
    refusal: 'mismatch',
    make: (f) => ({ ...good(f), body: `${text(good(f).body)} ` }),
  },
  {
    name: 'a body of another call',
    refusal: 'mismatch',
    make: (f) => ({ ...good(f), body: text(good(f).body).replace('never', 'other').replace(':1}', ':2}') }),
  },
  {
    name: 'a body of another call, with its own hash',
    refusal: 'mismatch',
    make: (f) => ({
      ...signed(
        { ...f.call, body: `${text(f.call.body)} ` },
        { credentials: f.stolen.administrator, time: f.now },
      ),
      headers: [...f.call.headers, ...good(f).headers.slice(f.call.headers.length)],
    }),
  },
  {
    name: 'no word on the body, and another body',
    refusal: 'mismatch',
    make: (f) => ({ ...goodQuery(f), body: `${text(f.call.body)} ` }),
  },
  { name: 'a parameter more in the query', refusal: 'mismatch', make: (f) => ({ ...good(f), query: 'x=1' }) },
  { name: 'a parameter more in the signed query', refusal: 'mismatch', make: inQuery((q) => `${q}&x=1`) },
  {
    name: 'another host',
    refusal: 'mismatch',
    make: (f) => withHeader(good(f), 'host', () => 'iam.amazonaws.com'),
  },
  {
    name: 'another content type',
    refusal: 'mismatch',
    make: (f) => withHeader(good(f), 'content-type', (v) => v.replace(/\/([\w.-]+)/, '/$1;x=y')),
  },
  {
    name: 'a signed header that is gone',
    refusal: 'mismatch',
    make: (f) => withHeader(good(f), 'x-amz-content-sha256', () => undefined),
  },
  {
    name: 'a header name more in the list',
    refusal: 'mismatch',
    make: authorization((v) => v.replace('SignedHeaders=', 'SignedHeaders=accept;')),
  },
  {
    name: 'a header name fewer in the list',
    refusal: 'mismatch',
    make: authorization((v) => v.replace('content-type;', '')),
  },
  {
    name: 'host left out of the list',
    refusal: 'mismatch',
    make: authorization((v) => v.replace(';host', '')),
  },
  {
    name: 'the date left out of the list',
    refusal: 'mismatch',
    make: authorization((v) => v.replace(';x-amz-date', '')),
  },
  {
    name: 'an x-amz-… header that is not signed',
    refusal: 'mismatch',
    make: (f) => addHeaders(good(f), ['x-amz-meta-owner', 'me']),
  },
  {
    name: 'an x-amz-… header that is not signed, in capitals',
    refusal: 'mismatch',
    make: (f) => addHeaders(good(f), ['X-AMZ-Source-Arn', 'arn:aws:iam::111122223333:root']),
  },
  {
    name: 'an x-amz-… header beside a presigned query',
    refusal: 'mismatch',
    make: (f) => addHeaders(goodQuery(f), ['x-amz-meta-owner', 'me']),
  },
  {
    name: 'the method changed',
    refusal: 'mismatch',
    unrecorded: true,
    make: (f) => ({ ...good(f), method: 'PUT' }),
  },
  {
    name: 'the path changed',
    refusal: 'mismatch',
    make: (f) => ({ ...good(f), path: f.call.path === '/' ? '/x' : '/clusters/x' }),
    unrecorded: true,
  },
  {
    name: 'a method override',
    refusal: 'mismatch',
    unrecorded: true,
    make: (f) =>
      addHeaders(
        { ...good(f), method: 'PUT' },
        ['x-http-method-override', 'POST'],
        ['x-method-override', 'POST'],
      ),
  },
  {
    name: 'a payload that is not signed',
    refusal: 'incomplete',
    make: (f) => withHeader(good(f), 'x-amz-content-sha256', () => 'UNSIGNED-PAYLOAD'),
  },

  // Signatures that are none.
  {
    name: 'a signature of noughts',
    refusal: 'mismatch',
    make: authorization((v) => v.replace(/Signature=.*/, `Signature=${'0'.repeat(64)}`)),
  },
  {
    name: 'a signature in capitals',
    refusal: 'mismatch',
    make: authorization((v) =>
      v.replace(/Signature=.*/, (one) => `Signature=${one.slice(10).toUpperCase()}0`),
    ),
  },
  { name: 'half a signature', refusal: 'mismatch', make: authorization((v) => v.slice(0, -32)) },
  { name: 'a signature twice as long', refusal: 'mismatch', make: authorization((v) => v + v.slice(-64)) },
  {
    name: 'a signature with its last digit changed',
    refusal: 'mismatch',
    make: authorization((v) => v.slice(0, -1) + (v.endsWith('0') ? '1' : '0')),
  },
  {
    name: 'a signature in the query with its last digit changed',
    refusal: 'mismatch',
    make: inQuery((q) => q.slice(0, -1) + (q.endsWith('0') ? '1' : '0')),
  },
]
