import { constants, createCipheriv, publicEncrypt, randomBytes, X509Certificate } from 'node:crypto'

export interface Encryption {
  readonly certificate: string
  /** As Node calls it. */
  readonly cipher?: 'aes-128-cbc' | 'aes-256-cbc' | 'aes-128-gcm' | 'aes-256-gcm' | 'des-ede3-cbc'
  readonly transport?: 'oaep' | 'oaep-sha256' | 'rsa-1_5'
  /** Where the key stands: in the data, or beside it. */
  readonly beside?: boolean
}

const xenc = 'http://www.w3.org/2001/04/xmlenc#'
const xenc11 = 'http://www.w3.org/2009/xmlenc11#'
const ciphers = {
  'aes-128-cbc': { name: `${xenc}aes128-cbc`, key: 16, iv: 16 },
  'aes-256-cbc': { name: `${xenc}aes256-cbc`, key: 32, iv: 16 },
  'aes-128-gcm': { name: `${xenc11}aes128-gcm`, key: 16, iv: 12 },
  'aes-256-gcm': { name: `${xenc11}aes256-gcm`, key: 32, iv: 12 },
  'des-ede3-cbc': { name: `${xenc}tripledes-cbc`, key: 24, iv: 8 },
}
const transports = {
  oaep: { name: `${xenc}rsa-oaep-mgf1p`, padding: constants.RSA_PKCS1_OAEP_PADDING, hash: 'sha1', inner: '' },
  'oaep-sha256': {
    name: `${xenc11}rsa-oaep`,
    padding: constants.RSA_PKCS1_OAEP_PADDING,
    hash: 'sha256',
    inner: `<ds:DigestMethod xmlns:ds="http://www.w3.org/2000/09/xmldsig#" Algorithm="${xenc}sha256"></ds:DigestMethod><xenc11:MGF xmlns:xenc11="${xenc11}" Algorithm="${xenc11}mgf1sha256"></xenc11:MGF>`,
  },
  'rsa-1_5': { name: `${xenc}rsa-1_5`, padding: constants.RSA_PKCS1_PADDING, hash: 'sha1', inner: '' },
}

/** An assertion as an identity provider encrypts it for AWS, written in canonical form. */
export function encryptAssertion(assertion: string, encryption: Encryption): string {
  const { certificate, cipher = 'aes-256-gcm', transport = 'oaep', beside = false } = encryption
  const { name, key: length, iv: ivLength } = ciphers[cipher]
  const { name: transportName, padding, hash, inner } = transports[transport]
  const [key, iv] = [randomBytes(length), randomBytes(ivLength)]
  const made = createCipheriv(cipher, key, iv)
  const bytes = [iv, made.update(assertion), made.final()]
  if ('getAuthTag' in made && cipher.endsWith('gcm'))
    bytes.push((made as import('node:crypto').CipherGCM).getAuthTag())
  const publicKey = new X509Certificate(Buffer.from(certificate, 'base64')).publicKey
  const sealedKey = publicEncrypt({ key: publicKey, padding, oaepHash: hash }, key)
  const value = (data: Buffer) =>
    `<xenc:CipherData><xenc:CipherValue>${data.toString('base64')}</xenc:CipherValue></xenc:CipherData>`
  const encryptedKey = `<xenc:EncryptedKey${beside ? ` xmlns:xenc="${xenc}"` : ''}><xenc:EncryptionMethod Algorithm="${transportName}">${inner}</xenc:EncryptionMethod>${value(sealedKey)}</xenc:EncryptedKey>`
  const keyInfo = `<ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#">${beside ? '' : encryptedKey}</ds:KeyInfo>`
  return `<saml:EncryptedAssertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion"><xenc:EncryptedData xmlns:xenc="${xenc}" Type="${xenc}Element"><xenc:EncryptionMethod Algorithm="${name}"></xenc:EncryptionMethod>${keyInfo}${value(Buffer.concat(bytes))}</xenc:EncryptedData>${beside ? encryptedKey : ''}</saml:EncryptedAssertion>`
}
