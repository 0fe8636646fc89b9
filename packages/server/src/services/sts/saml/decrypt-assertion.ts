import { constants, createDecipheriv, privateDecrypt } from 'node:crypto'
import { childElements } from '../../../saml/child-elements.ts'
import { samlNamespaces } from '../../../saml/saml-namespaces.ts'
import type { XmlElement } from '../../../saml/xml-element.ts'

const { encryption, encryption11, signature } = samlNamespaces
const mostKeys = 4
const blockBytes = 16
const nonceBytes = 12
const tagBytes = 16

type Decipher = (key: Buffer, sealed: Buffer) => Buffer

/** AES as AWS takes it; triple DES has no row. Source: XML Encryption 1.1 §5.2. */
const contents: Readonly<Record<string, { readonly keyBytes: number; readonly open: Decipher }>> = {
  [`${encryption}aes128-cbc`]: { keyBytes: 16, open: cbc('aes-128-cbc') },
  [`${encryption}aes192-cbc`]: { keyBytes: 24, open: cbc('aes-192-cbc') },
  [`${encryption}aes256-cbc`]: { keyBytes: 32, open: cbc('aes-256-cbc') },
  [`${encryption11}aes128-gcm`]: { keyBytes: 16, open: gcm('aes-128-gcm') },
  [`${encryption11}aes256-gcm`]: { keyBytes: 32, open: gcm('aes-256-gcm') },
}

const digests: Readonly<Record<string, string>> = {
  'http://www.w3.org/2000/09/xmldsig#sha1': 'sha1',
  'http://www.w3.org/2001/04/xmlenc#sha256': 'sha256',
  'http://www.w3.org/2001/04/xmldsig-more#sha384': 'sha384',
  'http://www.w3.org/2001/04/xmlenc#sha512': 'sha512',
}

/**
 * The text of an encrypted assertion, or `undefined` when none of the private keys opens it. Nothing says why:
 * the padding of CBC and of RSA must not become questions that an attacker can ask. RSA 1.5 is not taken at all.
 *
 * @param privateKeys in PEM.
 */
export function decryptAssertion(sealed: XmlElement, privateKeys: readonly string[]): string | undefined {
  const [data, ...others] = childElements(sealed, encryption, 'EncryptedData')
  const content = contents[methodOf(data)?.attributes.get('Algorithm') ?? '']
  const bytes = cipherValue(data)
  if (!data || others.length > 0 || !content || !bytes) return undefined
  const infos = childElements(data, signature, 'KeyInfo')
  const keys = [...infos, sealed].flatMap((holder) => childElements(holder, encryption, 'EncryptedKey'))
  for (const key of keys.slice(0, mostKeys)) {
    for (const pem of privateKeys) {
      try {
        const opened = openKey(key, pem)
        if (opened?.length !== content.keyBytes) continue
        return new TextDecoder('utf-8', { fatal: true }).decode(content.open(opened, bytes))
      } catch {
        // Another key may fit.
      }
    }
  }
  return undefined
}

/** RSA-OAEP, whose mask and digest use one hash: Node knows no other. */
function openKey(key: XmlElement, pem: string): Buffer | undefined {
  const method = methodOf(key)
  const bytes = cipherValue(key)
  const digest = childElements(method, signature, 'DigestMethod')[0]?.attributes.get('Algorithm')
  const oaepHash = digest === undefined ? 'sha1' : digests[digest]
  const mask = childElements(method, encryption11, 'MGF')[0]?.attributes.get('Algorithm')
  const maskHash = mask === undefined ? 'sha1' : mask.replace(`${encryption11}mgf1`, '')
  const algorithm = method?.attributes.get('Algorithm')
  if (algorithm !== `${encryption}rsa-oaep-mgf1p` && algorithm !== `${encryption11}rsa-oaep`) return undefined
  if (!bytes || oaepHash === undefined || oaepHash !== maskHash) return undefined
  return privateDecrypt({ key: pem, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash }, bytes)
}

function methodOf(encrypted: XmlElement | undefined): XmlElement | undefined {
  return childElements(encrypted, encryption, 'EncryptionMethod')[0]
}

function cipherValue(encrypted: XmlElement | undefined): Buffer | undefined {
  const data = childElements(encrypted, encryption, 'CipherData')[0]
  const value = childElements(data, encryption, 'CipherValue')[0]
  return value && Buffer.from(value.text, 'base64')
}

function cbc(name: string): Decipher {
  return (key, sealed) => {
    const decipher = createDecipheriv(name, key, sealed.subarray(0, blockBytes)).setAutoPadding(false)
    const opened = Buffer.concat([decipher.update(sealed.subarray(blockBytes)), decipher.final()])
    // Only the last byte of XML Encryption's padding is defined.
    const padding = opened.at(-1) ?? 0
    if (padding < 1 || padding > blockBytes) throw new Error('no padding')
    return opened.subarray(0, opened.length - padding)
  }
}

function gcm(name: 'aes-128-gcm' | 'aes-256-gcm'): Decipher {
  return (key, sealed) => {
    if (sealed.length < nonceBytes + tagBytes) throw new Error('too short')
    const decipher = createDecipheriv(name, key, sealed.subarray(0, nonceBytes), { authTagLength: tagBytes })
    decipher.setAuthTag(sealed.subarray(-tagBytes))
    return Buffer.concat([decipher.update(sealed.subarray(nonceBytes, -tagBytes)), decipher.final()])
  }
}
