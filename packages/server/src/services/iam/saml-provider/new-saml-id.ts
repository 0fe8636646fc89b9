import { encodeBase32, type Randomness } from '@rolecall/core'

/** What a SAML provider and its private keys are known by. AWS documents their length and letters only. */
export function newSamlId(prefix: 'SAMLSP' | 'SAMLPK', random: Randomness): string {
  return prefix + encodeBase32(random(11)).slice(0, 17)
}
