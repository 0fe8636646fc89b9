import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { isIP } from 'node:net'
import { AsnConvert, OctetString } from '@peculiar/asn1-schema'
import * as x509 from '@peculiar/asn1-x509'
import type { Randomness } from '@rolecall/core'
import { type Certificate, readCertificate } from './certificate.ts'

export interface IssueOptions {
  /** DNS names and IP addresses, the first of them also the subject. */
  readonly names: readonly string[]
  /** Milliseconds since the epoch. */
  readonly now: number
  readonly random: Randomness
}

export interface IssuedCertificate {
  readonly certificate: Certificate
  /** The authority that signed it, in PEM. */
  readonly ca: string
}

const day = 24 * 60 * 60 * 1000
const life = 365 * day
/** Clocks of other machines may be behind. */
const early = 5 * 60 * 1000
const ecdsaWithSha256 = '1.2.840.10045.4.3.2'
const commonName = '2.5.4.3'

/**
 * A server certificate for a year, and an authority that signed this one certificate: its key is forgotten at once,
 * so that nothing which could vouch for other names lies anywhere. Source: RFC 5280; ECDSA P-256 with SHA-256.
 */
export function issueCertificate({ names, now, random }: IssueOptions): IssuedCertificate {
  const authority = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const server = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  // Authorities of one name would be told apart by their keys alone, which not every verifier tries.
  const authorityName = nameOf(`rolecall webhook ${Buffer.from(random(8)).toString('hex')}`)
  const authorityKeyId = keyIdOf(authority.publicKey)
  const alike = { now, issuer: authorityName, signingKey: authority.privateKey, random }
  const extension = (id: string, critical: boolean, value: unknown) =>
    new x509.Extension({ extnID: id, critical, extnValue: new OctetString(AsnConvert.serialize(value)) })

  const ca = certificate({
    ...alike,
    subject: authorityName,
    publicKey: authority.publicKey,
    extensions: [
      extension(
        x509.id_ce_basicConstraints,
        true,
        new x509.BasicConstraints({ cA: true, pathLenConstraint: 0 }),
      ),
      extension(x509.id_ce_keyUsage, true, new x509.KeyUsage(x509.KeyUsageFlags.keyCertSign)),
      extension(x509.id_ce_subjectKeyIdentifier, false, new x509.SubjectKeyIdentifier(authorityKeyId)),
    ],
  })
  const cert = certificate({
    ...alike,
    subject: nameOf(names[0] ?? 'localhost'),
    publicKey: server.publicKey,
    extensions: [
      extension(x509.id_ce_basicConstraints, true, new x509.BasicConstraints({ cA: false })),
      extension(x509.id_ce_keyUsage, true, new x509.KeyUsage(x509.KeyUsageFlags.digitalSignature)),
      extension(x509.id_ce_extKeyUsage, false, new x509.ExtendedKeyUsage([x509.id_kp_serverAuth])),
      extension(x509.id_ce_subjectAltName, false, new x509.SubjectAlternativeName(names.map(generalName))),
      extension(
        x509.id_ce_authorityKeyIdentifier,
        false,
        new x509.AuthorityKeyIdentifier({ keyIdentifier: new x509.KeyIdentifier(authorityKeyId) }),
      ),
    ],
  })
  const key = server.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  return { certificate: readCertificate(cert, key), ca }
}

interface CertificateFields {
  readonly subject: x509.Name
  readonly issuer: x509.Name
  readonly publicKey: KeyObject
  readonly signingKey: KeyObject
  readonly extensions: x509.Extension[]
  readonly now: number
  readonly random: Randomness
}

function certificate(fields: CertificateFields): string {
  const algorithm = new x509.AlgorithmIdentifier({ algorithm: ecdsaWithSha256 })
  const serial = Buffer.from(fields.random(16))
  // Positive, as RFC 5280 wants it, and without a leading zero.
  serial[0] = ((serial[0] ?? 0) & 0x3f) | 0x40
  const body = new x509.TBSCertificate({
    version: x509.Version.v3,
    serialNumber: bytes(serial),
    signature: algorithm,
    issuer: fields.issuer,
    subject: fields.subject,
    validity: new x509.Validity({
      notBefore: new Date(fields.now - early),
      notAfter: new Date(fields.now + life),
    }),
    subjectPublicKeyInfo: AsnConvert.parse(spkiOf(fields.publicKey), x509.SubjectPublicKeyInfo),
    extensions: new x509.Extensions(fields.extensions),
  })
  const signature = sign('sha256', Buffer.from(AsnConvert.serialize(body)), fields.signingKey)
  const whole = AsnConvert.serialize(
    new x509.Certificate({
      tbsCertificate: body,
      signatureAlgorithm: algorithm,
      signatureValue: bytes(signature),
    }),
  )
  const lines =
    Buffer.from(whole)
      .toString('base64')
      .match(/.{1,64}/g) ?? []
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`
}

function nameOf(text: string): x509.Name {
  // A common name holds 64 characters at most; verifiers read the alternative names.
  const value = new x509.AttributeValue({ utf8String: text.slice(0, 64) })
  return new x509.Name([
    new x509.RelativeDistinguishedName([new x509.AttributeTypeAndValue({ type: commonName, value })]),
  ])
}

function generalName(name: string): x509.GeneralName {
  return new x509.GeneralName(isIP(name) ? { iPAddress: name } : { dNSName: name })
}

function spkiOf(key: KeyObject): ArrayBuffer {
  return bytes(key.export({ type: 'spki', format: 'der' }))
}

/** Source: RFC 5280, section 4.2.1.2, method 1 on the whole key structure. */
function keyIdOf(key: KeyObject): ArrayBuffer {
  return bytes(
    createHash('sha1')
      .update(new Uint8Array(spkiOf(key)))
      .digest(),
  )
}

function bytes(buffer: Buffer): ArrayBuffer {
  return new Uint8Array(buffer).buffer
}
