import { createPublicKey, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'
import { isIP } from 'node:net'
import { AsnConvert, OctetString } from '@peculiar/asn1-schema'
import {
  AlgorithmIdentifier,
  AttributeTypeAndValue,
  AttributeValue,
  BasicConstraints,
  Certificate,
  ExtendedKeyUsage,
  Extension,
  Extensions,
  GeneralName,
  id_ce_basicConstraints,
  id_ce_extKeyUsage,
  id_ce_keyUsage,
  id_ce_subjectAltName,
  id_kp_clientAuth,
  id_kp_serverAuth,
  KeyUsage,
  KeyUsageFlags,
  Name,
  RelativeDistinguishedName,
  SubjectAlternativeName,
  SubjectPublicKeyInfo,
  TBSCertificate,
  Validity,
  Version,
} from '@peculiar/asn1-x509'

/** A certificate (with those above it) and its key, in PEM. */
export interface Certified {
  readonly certificate: string
  readonly key: string
}

export interface Subject {
  /** To Kubernetes, the name of a user. */
  readonly commonName: string
  /** To Kubernetes, a group of that user. */
  readonly organization?: string
  /** Host names and IP addresses of a server. */
  readonly hosts?: readonly string[]
}

export interface CertificateAuthority {
  readonly certificate: string
  issue(subject: Subject): Certified
}

const ecdsaWithSha256 = new AlgorithmIdentifier({ algorithm: '1.2.840.10045.4.3.2' })
const attributeIds = { commonName: '2.5.4.3', organization: '2.5.4.10' } as const

/** An authority for one run of a suite: nothing of it outlives the suite's folder. */
export function certificateAuthority(commonName: string): CertificateAuthority {
  const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const name = nameOf({ commonName })
  const certificate = certificateFor(pair.publicKey, name, [
    extension(id_ce_basicConstraints, new BasicConstraints({ cA: true })),
    extension(id_ce_keyUsage, new KeyUsage(KeyUsageFlags.keyCertSign | KeyUsageFlags.digitalSignature)),
  ])

  function certificateFor(publicKey: KeyObject, subject: Name, extensions: Extension[]): string {
    const tbsCertificate = new TBSCertificate({
      version: Version.v3,
      serialNumber: serialNumber(),
      signature: ecdsaWithSha256,
      issuer: name,
      validity: new Validity({ notBefore: hoursFromNow(-1), notAfter: hoursFromNow(24) }),
      subject,
      subjectPublicKeyInfo: AsnConvert.parse(
        publicKey.export({ type: 'spki', format: 'der' }),
        SubjectPublicKeyInfo,
      ),
      extensions: new Extensions(extensions),
    })
    const signatureValue = sign('sha256', Buffer.from(AsnConvert.serialize(tbsCertificate)), pair.privateKey)
    const whole = new Certificate({
      tbsCertificate,
      signatureAlgorithm: ecdsaWithSha256,
      signatureValue: new Uint8Array(signatureValue).buffer,
    })
    const lines =
      Buffer.from(AsnConvert.serialize(whole))
        .toString('base64')
        .match(/.{1,64}/g) ?? []
    return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`
  }

  return {
    certificate,
    issue(subject) {
      const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
      const issued = certificateFor(createPublicKey(privateKey), nameOf(subject), [
        extension(id_ce_keyUsage, new KeyUsage(KeyUsageFlags.digitalSignature)),
        extension(id_ce_extKeyUsage, new ExtendedKeyUsage([id_kp_serverAuth, id_kp_clientAuth])),
        ...(subject.hosts ? [extension(id_ce_subjectAltName, alternativeNames(subject.hosts))] : []),
      ])
      return {
        certificate: issued + certificate,
        key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
      }
    },
  }
}

function nameOf(subject: Pick<Subject, keyof typeof attributeIds>): Name {
  const name = new Name()
  for (const kind of ['organization', 'commonName'] as const) {
    const utf8String = subject[kind]
    if (utf8String === undefined) continue
    const value = new AttributeValue({ utf8String })
    name.push(new RelativeDistinguishedName([new AttributeTypeAndValue({ type: attributeIds[kind], value })]))
  }
  return name
}

function alternativeNames(hosts: readonly string[]): SubjectAlternativeName {
  return new SubjectAlternativeName(
    hosts.map((host) => new GeneralName(isIP(host) ? { iPAddress: host } : { dNSName: host })),
  )
}

function extension(extnID: string, value: object): Extension {
  return new Extension({ extnID, critical: false, extnValue: new OctetString(AsnConvert.serialize(value)) })
}

/** Positive, as RFC 5280 §4.1.2.2 wants it, and without a zero in front. */
function serialNumber(): ArrayBuffer {
  const bytes = new Uint8Array(randomBytes(16))
  bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x40
  return bytes.buffer
}

function hoursFromNow(hours: number): Date {
  return new Date(Date.now() + hours * 3_600_000)
}
