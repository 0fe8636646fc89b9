import type { CertificateAuthority, Certified } from './certificate-authority.ts'

/** Who holds it is known by a client certificate or by a token. JSON is YAML. */
export function kubeconfigOf(
  server: string,
  authority: CertificateAuthority,
  as: Certified | { readonly token: string },
): string {
  const base64 = (text: string) => Buffer.from(text).toString('base64')
  const user =
    'token' in as
      ? as
      : { 'client-certificate-data': base64(as.certificate), 'client-key-data': base64(as.key) }
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [
      { name: 'e2e', cluster: { server, 'certificate-authority-data': base64(authority.certificate) } },
    ],
    users: [{ name: 'e2e', user }],
    contexts: [{ name: 'e2e', context: { cluster: 'e2e', user: 'e2e' } }],
    'current-context': 'e2e',
  })
}
