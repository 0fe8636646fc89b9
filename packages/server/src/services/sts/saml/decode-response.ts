import { samlFaults } from './saml-faults.ts'

const format = /^[A-Za-z0-9+/]+={0,2}$/

/**
 * The text of a SAML response as it travels: base64 of UTF-8, in lines or not.
 *
 * @throws Fault InvalidIdentityToken
 */
export function decodeResponse(encoded: string): string {
  const base64 = encoded.replace(/[\r\n\t ]/g, '')
  if (!format.test(base64) || base64.length % 4 !== 0) throw samlFaults.notBase64()
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(base64, 'base64'))
    // As a processor of XML reads line ends; the library leaves that to us.
    return text.replace(/\r\n?/g, '\n')
  } catch {
    throw samlFaults.notBase64()
  }
}
