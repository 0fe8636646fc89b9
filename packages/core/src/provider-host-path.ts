import { type IssuerUrlOptions, issuerUrl } from './issuer-url.ts'

/**
 * The name of an IAM OIDC provider by the URL of its issuer: host, port unless it is the scheme's own, path.
 * Upper case in scheme and host, `:443` and a slash at the end are folded, so that however the URL is spelled
 * it is one provider; `undefined` for a URL no provider can have. Both the URL an administrator registers and
 * the `iss` of a token go through here.
 */
export function providerHostPath(url: string, options: IssuerUrlOptions = {}): string | undefined {
  return issuerUrl(url, options)?.hostPath
}
