import type { SecureContextOptions } from 'node:tls'
import { cipherSuites } from './cipher-suites.data.ts'

/** Versions as Go and Kubernetes write them. */
const versions: ReadonlyMap<string, NonNullable<SecureContextOptions['minVersion']>> = new Map([
  ['1.0', 'TLSv1'],
  ['1.1', 'TLSv1.1'],
  ['1.2', 'TLSv1.2'],
  ['1.3', 'TLSv1.3'],
  ['VersionTLS10', 'TLSv1'],
  ['VersionTLS11', 'TLSv1.1'],
  ['VersionTLS12', 'TLSv1.2'],
  ['VersionTLS13', 'TLSv1.3'],
])

/** Always offered, as in Go, where a list of suites decides about versions before 1.3 alone. */
const tls13 = ['TLS_AES_128_GCM_SHA256', 'TLS_AES_256_GCM_SHA384', 'TLS_CHACHA20_POLY1305_SHA256']

export type TlsSettings = Pick<SecureContextOptions, 'minVersion' | 'ciphers' | 'honorCipherOrder'>

/**
 * What `--tls-min-version` and `--tls-cipher-suites` (names of Go, with commas) come to. Throws for a name that is
 * unknown, or that no current TLS library offers.
 */
export function tlsSettings(minVersion = '1.2', suites?: string): TlsSettings {
  const version = versions.get(minVersion)
  if (!version)
    throw new Error(
      `--tls-min-version takes ${[...versions.keys()].join(', ')}, not ${JSON.stringify(minVersion)}`,
    )
  if (suites === undefined) return { minVersion: version }
  const named = suites.split(',').map((name) => name.trim())
  const ciphers = named
    .filter((name) => !tls13.includes(name))
    .map((name) => {
      const cipher = Object.hasOwn(cipherSuites, name) ? cipherSuites[name] : undefined
      if (!cipher)
        throw new Error(
          `--tls-cipher-suites: ${name} is not known; known are ${Object.keys(cipherSuites).join(', ')}`,
        )
      return cipher
    })
  return { minVersion: version, ciphers: [...tls13, ...ciphers].join(':'), honorCipherOrder: true }
}
