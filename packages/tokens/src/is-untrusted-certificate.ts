/** What Node calls a chain that ends in no authority it believes. */
const codes: ReadonlySet<unknown> = new Set([
  'CERT_UNTRUSTED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
])

/** Whether a call failed because of who signed the certificate of the other side. `fetch` says it in the cause of its error. */
export function isUntrustedCertificate(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const { code, cause } = error as Error & { readonly code?: unknown }
  return codes.has(code) || isUntrustedCertificate(cause)
}
