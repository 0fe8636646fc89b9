/** An issuer without its scheme, as it stands in ARNs and condition keys; `:443` and a slash at the end say nothing. */
export function issuerPath(issuer: string): string {
  return issuer
    .replace(/^https?:\/\//, '')
    .replace(/^([^/]*):443(?=\/|$)/, '$1')
    .replace(/\/+$/, '')
}
