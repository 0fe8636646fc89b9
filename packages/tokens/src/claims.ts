/** The claims of a token, believed or not, by their names in its payload. */
export type Claims = Readonly<Record<string, unknown>>

/** Claims of a verified token: those a decision needs are there and have their types. Times in seconds. */
export interface VerifiedClaims extends Claims {
  readonly iss: string
  readonly sub: string
  readonly exp: number
  readonly iat?: number
  readonly nbf?: number
}
