import { createSecureContext, getCiphers } from 'node:tls'
import { expect, it } from 'vitest'
import { cipherSuites } from '../../src/certificates/cipher-suites.data.ts'
import { tlsSettings } from '../../src/certificates/tls-settings.ts'

it.each(Object.entries(cipherSuites))('%s is one that the TLS library has', (name, cipher) => {
  expect(getCiphers()).toContain(cipher.toLowerCase())
  expect(() => createSecureContext(tlsSettings('1.2', name))).not.toThrow()
})

it('always offers the suites of TLS 1.3, as Go does', () => {
  expect(tlsSettings('VersionTLS13', 'TLS_AES_128_GCM_SHA256')).toMatchObject({
    minVersion: 'TLSv1.3',
    ciphers: 'TLS_AES_128_GCM_SHA256:TLS_AES_256_GCM_SHA384:TLS_CHACHA20_POLY1305_SHA256',
  })
})

it.each([
  ['1.4', undefined, /--tls-min-version takes 1.0, .* not "1.4"/],
  ['1.2', 'TLS_RSA_WITH_RC4_128_SHA', /TLS_RSA_WITH_RC4_128_SHA is not known/],
  ['1.2', '__proto__', /__proto__ is not known/],
])('refuses %j with %j', (version, suites, words) => {
  expect(() => tlsSettings(version, suites)).toThrow(words)
})
