import type { Tag } from '@aws-sdk/client-sts'
import type { Claims } from '@rolecall/tokens'
import { stsFaults } from './faults.ts'

const tagsClaim = 'https://aws.amazon.com/tags'
const sourceIdentityClaim = 'https://aws.amazon.com/source_identity'

/** Session tags and source identity as an issuer passes them in a token. */
export interface TokenTags {
  readonly Tags: readonly Tag[]
  readonly TransitiveTagKeys: readonly string[]
  readonly sourceIdentity?: string | undefined
}

/**
 * Reads them from the claims:
 *
 *     "https://aws.amazon.com/tags": { "principal_tags": { KEY: [VALUE] }, "transitive_tag_keys": [KEY] }
 *     "https://aws.amazon.com/source_identity": NAME
 *
 * Source: "Passing session tags using AssumeRoleWithWebIdentity", IAM User Guide.
 *
 * @throws Fault InvalidIdentityToken when a claim is there and has another form
 */
export function tokenTags(claims: Claims): TokenTags {
  const { principal_tags: given = {}, transitive_tag_keys: keys = [] } = objectOf(claims[tagsClaim])
  const Tags = Object.entries(objectOf(given)).map(([Key, values]) => ({ Key, Value: soleText(values) }))
  if (!Array.isArray(keys) || !keys.every((key) => typeof key === 'string')) throw malformed()
  const sourceIdentity = claims[sourceIdentityClaim]
  if (sourceIdentity !== undefined && typeof sourceIdentity !== 'string') throw malformed()
  if (sourceIdentity !== undefined && !/^[\w+=,.@-]{2,64}$/.test(sourceIdentity)) throw malformed()
  return { Tags, TransitiveTagKeys: keys, ...(sourceIdentity === undefined ? {} : { sourceIdentity }) }
}

function objectOf(value: unknown): Readonly<Record<string, unknown>> {
  if (value === undefined) return {}
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw malformed()
  return value as Record<string, unknown>
}

function soleText(values: unknown): string {
  const [value, ...more] = Array.isArray(values) ? values : [values]
  if (typeof value !== 'string' || more.length > 0 || value.length > 256) throw malformed()
  return value
}

function malformed() {
  return stsFaults.invalidIdentityToken('The session tags or the source identity in the token are malformed.')
}
