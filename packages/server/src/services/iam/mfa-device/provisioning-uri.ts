const issuer = 'Amazon%20Web%20Services'

interface Provisioned {
  readonly name: string
  /** The alias of the account, or its id. */
  readonly account: string
  /** Base32. */
  readonly seed: string
}

/** What an authenticator app reads from the picture. Source: "Key Uri Format", Google Authenticator. */
export function provisioningUri({ name, account, seed }: Provisioned): string {
  const label = `${encodeURIComponent(name)}@${encodeURIComponent(account)}`
  return `otpauth://totp/${issuer}:${label}?secret=${seed}&issuer=${issuer}`
}
