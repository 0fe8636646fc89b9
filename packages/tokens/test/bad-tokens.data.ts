import { constants, createHash, createHmac, createSign, generateKeyPairSync, sign } from 'node:crypto'
import type { SigningAlgorithm, TokenRefusalCode } from '@rolecall/tokens'
import { CompactEncrypt } from 'jose'
import { type Content, type Forge, segment, signWith } from './forge.ts'

/** One way a token can be bad, and the code it is refused with by whoever trusts the issuer's keys. */
export interface BadTokenRow {
  readonly name: string
  readonly code: TokenRefusalCode
  /** The type of key the row makes sense for; any when left out. */
  readonly only?: SigningAlgorithm
  readonly make: (forge: Forge) => string | Promise<string>
}

type Make = BadTokenRow['make']
type Code = BadTokenRow['code']

/* Ways to be bad. What is not named in a row is as in the good token, and the signature is the issuer's. */

const good = ({ signed, header, claims }: Forge) => signed(header, claims)
const withHeader =
  (change: (forge: Forge) => object): Make =>
  (forge) =>
    forge.signed({ ...forge.header, ...change(forge) }, forge.claims)
const withClaims =
  (change: (forge: Forge) => object): Make =>
  (forge) =>
    forge.signed(forge.header, { ...forge.claims, ...change(forge) })
/** The claims as text, with more text put in after the opening brace: for what no object can hold. */
const withRawClaims =
  (more: (forge: Forge) => string): Make =>
  (forge) =>
    forge.signed(forge.header, `{${more(forge)},${JSON.stringify(forge.claims).slice(1)}`)
const withContent =
  (content: (forge: Forge) => Content): Make =>
  (forge) =>
    forge.signed(forge.header, content(forge))
const without =
  (claim: string): Make =>
  (forge) => {
    const { [claim]: _, ...rest } = forge.claims
    return forge.signed(forge.header, rest)
  }
const forged =
  (change: (forge: Forge) => object): Make =>
  (forge) =>
    forge.signedByForger({ ...forge.header, ...change(forge) }, forge.claims)
/** The good token with one of its three segments replaced, by the other two if need be. */
const withSegments =
  (change: (segments: [string, string, string], forge: Forge) => string[]): Make =>
  (forge) =>
    change(good(forge).split('.') as [string, string, string], forge).join('.')
const withSignature =
  (change: (signature: Buffer, forge: Forge) => Buffer | string): Make =>
  (forge) =>
    withSegments(([header, claims, signature]) => {
      const changed = change(Buffer.from(signature, 'base64url'), forge)
      return [header, claims, typeof changed === 'string' ? changed : segment(changed)]
    })(forge)
/** HMAC with what everybody knows as the secret: the confusion of algorithms. */
const hmac =
  (secret: (forge: Forge) => string | Buffer, alg = 'HS256', hash = 'sha256'): Make =>
  (forge) => {
    const input = `${segment({ ...forge.header, alg })}.${segment(forge.claims)}`
    return `${input}.${createHmac(hash, secret(forge)).update(input).digest('base64url')}`
  }
const unsigned =
  (alg: string): Make =>
  (forge) =>
    `${segment({ ...forge.header, alg })}.${segment(forge.claims)}.`
const rowsOf = (code: Code, makes: Readonly<Record<string, Make>>): BadTokenRow[] =>
  Object.entries(makes).map(([name, make]) => ({ name, code, make }))
const onlyFor = (only: 'RS256' | 'ES256', rows: BadTokenRow[]) => rows.map((row) => ({ ...row, only }))

const otherAlgorithm = ({ key }: Forge) => (key.algorithm === 'RS256' ? 'ES256' : 'RS256')
const nested = (levels: number) => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`
const far = 10 * 365 * 86_400

export const badTokenRows: readonly BadTokenRow[] = [
  ...rowsOf('unsupported-algorithm', {
    'alg none, no signature': unsigned('none'),
    'alg None, no signature': unsigned('None'),
    'alg NONE, no signature': unsigned('NONE'),
    'alg nOnE, no signature': unsigned('nOnE'),
    'alg none with a signature': withHeader(() => ({ alg: 'none' })),
    'alg empty': withHeader(() => ({ alg: '' })),
    'alg missing': (forge) => forge.signed({ kid: forge.key.kid }, forge.claims),
    'alg null': withHeader(() => ({ alg: null })),
    'alg a list with the right one': withHeader(({ key }) => ({ alg: [key.algorithm] })),
    'alg an object': withHeader(({ key }) => ({ alg: { name: key.algorithm } })),
    'alg a number': withHeader(() => ({ alg: 256 })),
    'alg in lower case': withHeader(({ key }) => ({ alg: key.algorithm.toLowerCase() })),
    'alg with a space': withHeader(({ key }) => ({ alg: `${key.algorithm} ` })),
    'alg with a NUL': withHeader(({ key }) => ({ alg: `${key.algorithm}\0` })),
    'alg named as a property of every object': withHeader(() => ({ alg: 'constructor' })),
    'alg named __proto__': withHeader(() => ({ alg: '__proto__' })),
    'alg RS384': withHeader(() => ({ alg: 'RS384' })),
    'alg RS512': withHeader(() => ({ alg: 'RS512' })),
    'alg PS256': withHeader(() => ({ alg: 'PS256' })),
    'alg ES512': withHeader(() => ({ alg: 'ES512' })),
    'alg ES256K': withHeader(() => ({ alg: 'ES256K' })),
    'alg EdDSA': withHeader(() => ({ alg: 'EdDSA' })),
    'HS256 with the public key in PEM as secret': hmac((forge) =>
      forge.publicKey.export({ type: 'spki', format: 'pem' }),
    ),
    'HS256 with the public key in PEM, less its last newline': hmac((forge) =>
      forge.publicKey.export({ type: 'spki', format: 'pem' }).toString().trimEnd(),
    ),
    'HS256 with the public key in DER as secret': hmac((forge) =>
      forge.publicKey.export({ type: 'spki', format: 'der' }),
    ),
    'HS256 with the public JWK as secret': hmac((forge) => JSON.stringify(forge.key.publicJwk)),
    'HS256 with the empty secret': hmac(() => ''),
    'HS512 with the public key in PEM as secret': hmac(
      (forge) => forge.publicKey.export({ type: 'spki', format: 'pem' }),
      'HS512',
      'sha512',
    ),
  }),
  ...rowsOf('wrong-algorithm', {
    'alg ES384': withHeader(() => ({ alg: 'ES384' })),
    'the other algorithm in the header, signature as it should be': withHeader((forge) => ({
      alg: otherAlgorithm(forge),
    })),
    'the other algorithm in the header, signed by a key of that type': (forge) => {
      const { privateKey } =
        forge.key.algorithm === 'RS256'
          ? generateKeyPairSync('ec', { namedCurve: 'P-256' })
          : generateKeyPairSync('rsa', { modulusLength: 2048 })
      return signWith(privateKey, { ...forge.header, alg: otherAlgorithm(forge) }, forge.claims)
    },
  }),
  ...rowsOf('unknown-key', {
    'kid of no key': withHeader(() => ({ kid: 'no-such-key' })),
    'kid empty': withHeader(() => ({ kid: '' })),
    'kid cut short': withHeader(({ key }) => ({ kid: key.kid.slice(0, -1) })),
    'kid with a space': withHeader(({ key }) => ({ kid: `${key.kid} ` })),
    'kid with a NUL': withHeader(({ key }) => ({ kid: `${key.kid}\0` })),
    'kid in the other case': withHeader(({ key }) => ({
      kid: key.kid.replace(/[a-z]/gi, (c) => (c < 'a' ? c.toLowerCase() : c.toUpperCase())),
    })),
    'kid climbing to /dev/null': withHeader(() => ({ kid: '../../../../../../dev/null' })),
    'kid with SQL in it': withHeader(() => ({ kid: "' UNION SELECT 'secret' --" })),
    'kid with a command in it': withHeader(() => ({ kid: '$(id)|id' })),
    'kid an address of the forger': forged(() => ({ kid: 'https://forger.example.com/keys' })),
    'kid named __proto__': withHeader(() => ({ kid: '__proto__' })),
    'jku, and a key that is published there only': forged(() => ({
      kid: 'theirs',
      jku: 'https://forger.example.com/keys',
    })),
  }),
  ...rowsOf('malformed', {
    'kid a number': withHeader(() => ({ kid: 1 })),
    'kid null': withHeader(() => ({ kid: null })),
    'kid a list with the right one': withHeader(({ key }) => ({ kid: [key.kid] })),
    'kid an object': withHeader(() => ({ kid: {} })),
    'kid of 257 characters': withHeader(() => ({ kid: 'k'.repeat(257) })),
  }),
  ...rowsOf('bad-signature', {
    'signed by another key under the same kid': forged(() => ({})),
    'jku to the keys of the forger': forged(() => ({ jku: 'https://forger.example.com/keys' })),
    'x5u to the certificate of the forger': forged(() => ({ x5u: 'https://forger.example.com/x' })),
    'x5c of the forger': forged(() => ({ x5c: ['MIIB'] })),
    'signature short of its last byte': withSignature((signature) => signature.subarray(0, -1)),
    'signature short of its first byte': withSignature((signature) => signature.subarray(1)),
    'signature of one byte': withSignature(() => Buffer.from([0])),
    'signature with a byte more': withSignature((signature) => Buffer.concat([signature, Buffer.alloc(1)])),
    'signature with a zero before it': withSignature((signature) =>
      Buffer.concat([Buffer.alloc(1), signature]),
    ),
    'signature twice': withSignature((signature) => Buffer.concat([signature, signature])),
    'signature backwards': withSignature((signature) => Buffer.from(signature).reverse()),
    'signature with a bit turned': withSignature((signature) => {
      signature[7] = (signature[7] ?? 0) ^ 1
      return signature
    }),
    'signature all zeros': withSignature((signature) => Buffer.alloc(signature.length)),
    'signature all ones': withSignature((signature) => Buffer.alloc(signature.length, 0xff)),
    'signature of one': withSignature((signature) => {
      const one = Buffer.alloc(signature.length)
      one[one.length - 1] = 1
      return one
    }),
    'signature of another token': withSegments(([header, claims], forge) => [
      header,
      claims,
      forge.signed(forge.header, { ...forge.claims, sub: 'another' }).split('.')[2] ?? '',
    ]),
    'claims of another token': withSegments(([header, , signature], forge) => [
      header,
      segment({ ...forge.claims, sub: 'system:serviceaccount:kube-system:admin' }),
      signature,
    ]),
    'header of another token': withSegments(([, claims, signature], forge) => [
      segment({ ...forge.header, typ: 'JWT' }),
      claims,
      signature,
    ]),
    'the same claims written otherwise': withSegments(([header, , signature], forge) => [
      header,
      segment(JSON.stringify(forge.claims, null, 1)),
      signature,
    ]),
    'signature over the claims alone': ({ header, claims, privateKey }) => {
      const signature = sign('sha256', Buffer.from(segment(claims)), {
        key: privateKey,
        dsaEncoding: 'ieee-p1363',
      })
      return `${segment(header)}.${segment(claims)}.${segment(signature)}`
    },
    'signature over what the segments stand for': ({ header, claims, privateKey }) => {
      const input = Buffer.from(`${JSON.stringify(header)}.${JSON.stringify(claims)}`)
      const signature = sign('sha256', input, { key: privateKey, dsaEncoding: 'ieee-p1363' })
      return `${segment(header)}.${segment(claims)}.${segment(signature)}`
    },
    'signature over the SHA-512': (forge) =>
      signWith(forge.privateKey, forge.header, forge.claims, { hash: 'sha512' }),
    'signature over the SHA-1': (forge) =>
      signWith(forge.privateKey, forge.header, forge.claims, { hash: 'sha1' }),
    'signed by an RSA key of 1024 bits': (forge) =>
      signWith(generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey, forge.header, forge.claims),
    'signed by a P-384 key': (forge) =>
      signWith(generateKeyPairSync('ec', { namedCurve: 'P-384' }).privateKey, forge.header, forge.claims),
    'signed by a P-521 key': (forge) =>
      signWith(generateKeyPairSync('ec', { namedCurve: 'P-521' }).privateKey, forge.header, forge.claims),
    'signed by a secp256k1 key': (forge) =>
      signWith(generateKeyPairSync('ec', { namedCurve: 'secp256k1' }).privateKey, forge.header, forge.claims),
    'signed by an Ed25519 key': (forge) =>
      signWith(generateKeyPairSync('ed25519').privateKey, forge.header, forge.claims, { hash: null }),
    'an HMAC where the signature belongs': withSegments(([header, claims], forge) => [
      header,
      claims,
      createHmac('sha256', JSON.stringify(forge.key.publicJwk))
        .update(`${header}.${claims}`)
        .digest('base64url'),
    ]),
  }),
  ...onlyFor('RS256', [
    ...rowsOf('bad-signature', {
      'PSS padding under RS256': (forge) =>
        signWith(forge.privateKey, forge.header, forge.claims, { padding: constants.RSA_PKCS1_PSS_PADDING }),
      'the padded hash itself, as if the exponent were 1': withSegments(([header, claims]) => {
        const hash = createHash('sha256').update(`${header}.${claims}`).digest()
        const block = Buffer.concat([sha256Prefix, hash])
        const padding = Buffer.alloc(256 - 3 - block.length, 0xff)
        return [
          header,
          claims,
          segment(Buffer.concat([Buffer.from([0, 1]), padding, Buffer.alloc(1), block])),
        ]
      }),
    }),
  ]),
  ...onlyFor('ES256', [
    ...rowsOf('bad-signature', {
      'signature in DER': (forge) =>
        signWith(forge.privateKey, forge.header, forge.claims, { dsaEncoding: 'der' }),
      'signature in DER by the older interface': withSegments(([header, claims], forge) => [
        header,
        claims,
        createSign('sha256').update(`${header}.${claims}`).sign(forge.privateKey, 'base64url'),
      ]),
      'r of zero': withSignature((signature) => signature.fill(0, 0, 32)),
      's of zero': withSignature((signature) => signature.fill(0, 32)),
      'r of the order of the curve': withSignature((signature) =>
        Buffer.concat([p256Order, signature.subarray(32)]),
      ),
      's of the order of the curve': withSignature((signature) =>
        Buffer.concat([signature.subarray(0, 32), p256Order]),
      ),
      'r and s changed about': withSignature((signature) =>
        Buffer.concat([signature.subarray(32), signature.subarray(0, 32)]),
      ),
    }),
  ]),
  ...rowsOf('unsupported-header', {
    'crit with a claim': withHeader(() => ({ crit: ['exp'], exp: 1 })),
    'crit empty': withHeader(() => ({ crit: [] })),
    'crit with something unknown': withHeader(() => ({ crit: ['urn:example'], 'urn:example': true })),
    'b64 false': withHeader(() => ({ b64: false, crit: ['b64'] })),
    'b64 false without crit': withHeader(() => ({ b64: false })),
    'b64 true': withHeader(() => ({ b64: true })),
    'a jwk of the forger, signed with it': forged((forge) => ({ jwk: forge.key.publicJwk })),
    'the jwk of the issuer': withHeader((forge) => ({ jwk: forge.key.publicJwk })),
    zip: withHeader(() => ({ zip: 'DEF' })),
    enc: withHeader(() => ({ enc: 'A256GCM' })),
  }),
  ...rowsOf('unsupported-type', {
    'typ of a logout token': withHeader(() => ({ typ: 'logout+jwt' })),
    'typ of a proof of possession': withHeader(() => ({ typ: 'dpop+jwt' })),
    'typ of a security event': withHeader(() => ({ typ: 'application/secevent+jwt' })),
    'typ JWE': withHeader(() => ({ typ: 'JWE' })),
    'typ JOSE+JSON': withHeader(() => ({ typ: 'JOSE+JSON' })),
    'typ empty': withHeader(() => ({ typ: '' })),
    'typ null': withHeader(() => ({ typ: null })),
    'typ a list': withHeader(() => ({ typ: ['JWT'] })),
    'typ with a space': withHeader(() => ({ typ: 'JWT ' })),
    'typ with application/ twice': withHeader(() => ({ typ: 'application/application/jwt' })),
  }),
  ...rowsOf('malformed', {
    'one segment': withSegments(([header]) => [header]),
    'two segments': withSegments(([header, claims]) => [header, claims]),
    'four segments': withSegments((segments) => [...segments, 'AAAA']),
    'four segments, the last empty': withSegments((segments) => [...segments, '']),
    'five segments': withSegments((segments) => [...segments, 'AAAA', 'AAAA']),
    'two dots': () => '..',
    'an encrypted token': (forge) =>
      new CompactEncrypt(Buffer.from(JSON.stringify(forge.claims)))
        .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
        .encrypt(Buffer.alloc(32, 1)),
    'the JSON serialisation': (forge) => {
      const [header, payload, signature] = good(forge).split('.')
      return JSON.stringify({ protected: header, payload, signature })
    },
    'no header': withSegments(([, claims, signature]) => ['', claims, signature]),
    'no claims': (forge) => forge.signed(forge.header, ''),
    'no signature': withSegments(([header, claims]) => [header, claims, '']),
    'white space before': (forge) => ` ${good(forge)}`,
    'white space after': (forge) => `${good(forge)} `,
    'a line feed after': (forge) => `${good(forge)}\n`,
    'a line break within': withSegments(([header, claims, signature]) => [
      header,
      `${claims.slice(0, 64)}\r\n${claims.slice(64)}`,
      signature,
    ]),
    'a NUL after': (forge) => `${good(forge)}\0`,
    'a letter of another alphabet': withSegments(([header, claims, signature]) => [
      header,
      claims,
      `${signature.slice(0, -2)}ǅA`,
    ]),
    'full-width dots': (forge) => good(forge).replaceAll('.', '．'),
    'Bearer before it': (forge) => `Bearer ${good(forge)}`,
    'padding after the header': withSegments(([header, claims, signature]) => [
      `${header}=`,
      claims,
      signature,
    ]),
    'padding after the claims': withSegments(([header, claims, signature]) => [
      header,
      `${claims}==`,
      signature,
    ]),
    'padding after the signature': withSegments(([header, claims, signature]) => [
      header,
      claims,
      `${signature}=`,
    ]),
    'base64 in place of base64url': withSignature((signature) => {
      signature[0] = 0xfb
      signature[1] = 0xff
      return signature.toString('base64').replace(/=+$/, '')
    }),
    'bits after the last byte': withSignature((signature) =>
      `${segment(signature.subarray(0, 64))}`.replace(/.$/, '_'),
    ),
    'a character too few for a byte': withSignature((signature) => `${segment(signature.subarray(0, 63))}A`),
    'header no JSON': (forge) => forge.signed('alg', forge.claims),
    'header a list': (forge) => forge.signed([forge.header], forge.claims),
    'header a text': (forge) => forge.signed(JSON.stringify(JSON.stringify(forge.header)), forge.claims),
    'header null': (forge) => forge.signed(null, forge.claims),
    'header in UTF-16': (forge) =>
      forge.signed(Buffer.from(JSON.stringify(forge.header), 'utf16le'), forge.claims),
    'claims no JSON': withContent(() => 'sub'),
    'claims a list': withContent(({ claims }) => [claims]),
    'claims a text': withContent(({ claims }) => JSON.stringify(JSON.stringify(claims))),
    'claims a number': withContent(() => 1),
    'claims null': withContent(() => null),
    'claims another token': withContent(good),
    'claims with more after them': withContent(({ claims }) => `${JSON.stringify(claims)}{}`),
    'claims with a byte order mark': withContent(({ claims }) => `\u{feff}${JSON.stringify(claims)}`),
    'claims with a trailing comma': withContent(({ claims }) => JSON.stringify(claims).replace(/}$/, ',}')),
    'claims with a comment': withContent(({ claims }) => `/**/${JSON.stringify(claims)}`),
    'claims in single quotes': withContent(({ claims }) => JSON.stringify(claims).replaceAll('"', "'")),
    'claims with a lone continuation byte': withContent(({ claims }) =>
      Buffer.concat([
        Buffer.from('{"a":"\x7f'),
        Buffer.from([0x80]),
        Buffer.from(`",${JSON.stringify(claims).slice(1)}`),
      ]),
    ),
    'claims with an overlong slash': withContent(({ claims }) =>
      Buffer.concat([
        Buffer.from('{"a":"'),
        Buffer.from([0xc0, 0xaf]),
        Buffer.from(`",${JSON.stringify(claims).slice(1)}`),
      ]),
    ),
    'claims with half a surrogate in UTF-8': withContent(({ claims }) =>
      Buffer.concat([
        Buffer.from('{"a":"'),
        Buffer.from([0xed, 0xa0, 0x80]),
        Buffer.from(`",${JSON.stringify(claims).slice(1)}`),
      ]),
    ),
    'exp NaN': withContent(({ claims }) =>
      JSON.stringify({ ...claims, exp: 0 }).replace('"exp":0', '"exp":NaN'),
    ),
    'exp Infinity': withContent(({ claims }) =>
      JSON.stringify({ ...claims, exp: 0 }).replace('"exp":0', '"exp":Infinity'),
    ),
    'exp in hexadecimal': withContent(({ claims }) =>
      JSON.stringify({ ...claims, exp: 0 }).replace('"exp":0', '"exp":0xffffffff'),
    ),
  }),
  ...rowsOf('duplicate-member', {
    'sub twice': withRawClaims(() => '"sub":"system:serviceaccount:kube-system:admin"'),
    'sub twice with the same value': withRawClaims(({ claims }) => `"sub":${JSON.stringify(claims.sub)}`),
    'sub twice, once in escapes': withRawClaims(
      () => '"\\u0073ub":"system:serviceaccount:kube-system:admin"',
    ),
    'iss twice': withRawClaims(() => '"iss":"https://forger.example.com"'),
    'exp twice': withRawClaims(({ now }) => `"exp":${now + far}`),
    'aud twice': withRawClaims(() => '"aud" \n\t: "another"'),
    'a name twice inside a claim': withRawClaims(() => '"a":{"namespace":"one","namespace":"two"}'),
    'a name twice in a list inside a claim': withRawClaims(() => '"a":[{"x":[{"b":1,"b":2}]}]'),
    'a name with quotes in it twice': withRawClaims(() => '"a":{"b\\"c":1,"d\\\\":2,"b\\"c":3}'),
    'the empty name twice': withRawClaims(() => '"a":{"":1,"":2}'),
    '__proto__ twice': withRawClaims(() => '"__proto__":1,"__proto__":2'),
    'alg twice, the last one none': (forge) =>
      forge.signed(`${JSON.stringify(forge.header).replace(/}$/, '')},"alg":"none"}`, forge.claims),
    'alg twice, the first one none': (forge) =>
      forge.signed(`{"alg":"none",${JSON.stringify(forge.header).slice(1)}`, forge.claims),
    'kid twice': (forge) => forge.signed(`{"kid":"a",${JSON.stringify(forge.header).slice(1)}`, forge.claims),
  }),
  ...rowsOf('too-deep', {
    'objects nested 17 deep': withRawClaims(() => `"a":${nested(16)}`),
    'objects nested 2000 deep': withRawClaims(() => `"a":${nested(2000)}`),
    'lists nested 5000 deep': withRawClaims(() => `"a":${'['.repeat(5000)}${']'.repeat(5000)}`),
    'a header nested 2000 deep': (forge) =>
      forge.signed(`{"a":${nested(1000)},${JSON.stringify(forge.header).slice(1)}`, forge.claims),
  }),
  ...rowsOf('too-large', {
    '20001 characters': (forge) => good(forge).padEnd(20_001, 'A'),
    'a megabyte of claims': withClaims(() => ({ a: 'a'.repeat(1024 * 1024) })),
    'a hundred thousand dots': () => '.'.repeat(100_000),
  }),
  ...rowsOf('bad-claim', {
    'exp missing': without('exp'),
    'exp a text': withClaims(({ now }) => ({ exp: String(now + 600) })),
    'exp with a fraction': withClaims(({ now }) => ({ exp: now + 600.5 })),
    'exp past the year 9999': withClaims(() => ({ exp: 253_402_300_800 })),
    'exp huge': withClaims(() => ({ exp: 1e300 })),
    'exp beyond any number': withContent(({ claims }) =>
      JSON.stringify({ ...claims, exp: 0 }).replace('"exp":0', '"exp":1e999'),
    ),
    'exp in milliseconds': withClaims(({ now }) => ({ exp: (now + 600) * 1000 })),
    'exp negative': withClaims(() => ({ exp: -1 })),
    'exp null': withClaims(() => ({ exp: null })),
    'exp true': withClaims(() => ({ exp: true })),
    'exp a list': withClaims(({ now }) => ({ exp: [now + 600] })),
    'exp an object': withClaims(() => ({ exp: {} })),
    'exp in another case': (forge) => {
      const { exp, ...rest } = forge.claims
      return forge.signed(forge.header, { ...rest, Exp: exp })
    },
    'nbf a text': withClaims(() => ({ nbf: '0' })),
    'nbf null': withClaims(() => ({ nbf: null })),
    'iat a text': withClaims(({ now }) => ({ iat: String(now) })),
    'iat negative': withClaims(() => ({ iat: -1 })),
    'iss missing': without('iss'),
    'iss null': withClaims(() => ({ iss: null })),
    'iss a list with the right one': withClaims(({ issuer }) => ({ iss: [issuer] })),
    'sub missing': without('sub'),
    'sub empty': withClaims(() => ({ sub: '' })),
    'sub a number': withClaims(() => ({ sub: 1 })),
    'sub a list with the right one': withClaims(({ claims }) => ({ sub: [claims.sub] })),
  }),
  ...rowsOf('wrong-issuer', {
    'iss another': withClaims(() => ({ iss: 'https://forger.example.com' })),
    'iss empty': withClaims(() => ({ iss: '' })),
    'iss in upper case': withClaims(({ issuer }) => ({ iss: issuer.toUpperCase() })),
    'iss with a slash more': withClaims(({ issuer }) => ({ iss: `${issuer}/` })),
    'iss without its scheme': withClaims(({ issuer }) => ({ iss: issuer.replace(/^https?:\/\//, '') })),
    'iss with another scheme': withClaims(({ issuer }) => ({ iss: issuer.replace(/^https?/, 'ftp') })),
    'iss with a space': withClaims(({ issuer }) => ({ iss: ` ${issuer}` })),
    'iss with a NUL': withClaims(({ issuer }) => ({ iss: `${issuer}\0` })),
    'iss with a query': withClaims(({ issuer }) => ({ iss: `${issuer}?` })),
    'iss with the right one as credentials': withClaims(({ issuer }) => ({
      iss: `${issuer}@forger.example.com`,
    })),
    'iss that begins as the right one': withClaims(({ issuer }) => ({ iss: `${issuer}.forger.example.com` })),
  }),
  ...rowsOf('expired', {
    'expired an hour ago': withClaims(({ now }) => ({ exp: now - 3600, iat: now - 7200, nbf: now - 7200 })),
    'expires as it is issued': withClaims(({ now }) => ({ exp: now })),
    'exp zero': withClaims(() => ({ exp: 0 })),
  }),
  ...rowsOf('not-yet-valid', {
    'nbf tomorrow': withClaims(({ now }) => ({ nbf: now + 86_400, exp: now + 2 * 86_400 })),
    'nbf far away': withClaims(({ now }) => ({ nbf: now + far, exp: now + 2 * far })),
    'iat tomorrow': withClaims(({ now }) => ({ iat: now + 86_400, exp: now + 2 * 86_400 })),
  }),
]

const p256Order = Buffer.from('ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551', 'hex')
/** The DigestInfo of SHA-256, RFC 8017 §9.2 note 1. */
const sha256Prefix = Buffer.from('3031300d060960864801650304020105000420', 'hex')
