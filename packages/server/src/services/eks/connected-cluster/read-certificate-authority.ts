import { X509Certificate } from 'node:crypto'
import { eksFaults } from '../faults.ts'

const longest = 64 * 1024
const mostCertificates = 20
const block = /-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----/g

/**
 * Reads certificate authorities as a kubeconfig holds them: base64 of PEM. Answers the base64 of the certificates
 * alone, without whatever stood between them.
 *
 * @throws Fault InvalidParameterException with the reason.
 */
export function readCertificateAuthority(data: string): string {
  const refused = (why: string) =>
    eksFaults.invalidParameter(`The certificate authority cannot be used: ${why}.`)
  if (data.length > longest) throw refused(`it is longer than ${longest} characters`)
  const bytes = Buffer.from(data, 'base64')
  if (bytes.toString('base64') !== data) throw refused('it is no base64')
  const pem = bytes.toString('latin1')
  if (pem.includes('PRIVATE KEY')) throw refused('a private key is in it; give certificates only')
  const found = pem.match(block) ?? []
  if (found.length === 0) throw refused('it holds no certificate in PEM')
  if (found.length > mostCertificates) throw refused(`it holds more than ${mostCertificates} certificates`)
  for (const one of found) if (!isCertificate(one)) throw refused('one of its certificates cannot be read')
  return Buffer.from(`${found.join('\n')}\n`).toString('base64')
}

function isCertificate(pem: string): boolean {
  try {
    return new X509Certificate(pem).raw.length > 0
  } catch {
    return false
  }
}
