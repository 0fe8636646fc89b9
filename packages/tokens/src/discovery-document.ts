import type { SigningAlgorithm } from './signing-algorithms.ts'

/** OpenID Provider metadata, member by member as an EKS issuer serves it. */
export interface DiscoveryDocument {
  readonly issuer: string
  readonly jwks_uri: string
  readonly authorization_endpoint: string
  readonly response_types_supported: readonly string[]
  readonly subject_types_supported: readonly string[]
  readonly claims_supported: readonly string[]
  readonly id_token_signing_alg_values_supported: readonly SigningAlgorithm[]
}

/**
 * The document at `<issuer>/.well-known/openid-configuration`. Nobody can log in to a cluster's issuer, and
 * the URN in place of an endpoint says so. Source: self-hosted recipe of the EKS pod identity webhook.
 */
export function discoveryDocument(
  issuer: string,
  jwksUri: string,
  algorithms: readonly SigningAlgorithm[],
): DiscoveryDocument {
  return {
    issuer,
    jwks_uri: jwksUri,
    authorization_endpoint: 'urn:kubernetes:programmatic_authorization',
    response_types_supported: ['id_token'],
    subject_types_supported: ['public'],
    claims_supported: ['sub', 'iss'],
    id_token_signing_alg_values_supported: [...new Set(algorithms)],
  }
}
