import { createHash } from 'node:crypto'

/**
 * What makes a subject one of all: SHA-1 of issuer, account and provider in base64.
 * Source: `NameQualifier`, API Reference of AssumeRoleWithSAML. As a name, not as a proof, SHA-1 will do.
 *
 * @param doc `ACCOUNT/PROVIDER`, as the condition key `saml:doc` has it.
 */
export function nameQualifier(issuer: string, doc: string): string {
  return createHash('sha1').update(`${issuer}${doc}`).digest('base64')
}
