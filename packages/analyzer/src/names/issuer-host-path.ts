/**
 * An issuer as OIDC providers and condition keys name it: host, port unless it is the scheme's own, path;
 * `undefined` for text that is no URL.
 */
export function issuerHostPath(issuer: string): string | undefined {
  const url = URL.parse(issuer)
  return url && /^https?:$/.test(url.protocol) ? url.host + url.pathname.replace(/\/+$/, '') : undefined
}
