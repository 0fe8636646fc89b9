import type { SamlMetadata } from '../../../saml/read-metadata.ts'

/** When a provider ends whose metadata does not say so: a hundred years on, as AWS answers. */
export function validUntil({ validUntil: said }: SamlMetadata, now: number): number {
  if (said !== undefined) return said
  const end = new Date(now)
  return end.setUTCFullYear(end.getUTCFullYear() + 100)
}
