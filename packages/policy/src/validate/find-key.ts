import { keyForms } from './key-forms.ts'

/**
 * Finds a condition key among others, or the family it is of. Keys are in lower case; one that ends with a slash, a
 * colon or a dot is a family and stands for all that begin so and go on: `aws:resourcetag/` for
 * `aws:ResourceTag/team`, `kms:encryptioncontext:` for `kms:EncryptionContext:file`.
 *
 * @param folded the key in lower case, or its forms when it is looked for many times.
 */
export function findKey(
  keys: { has(key: string): boolean },
  folded: string | readonly string[],
): string | undefined {
  const forms = typeof folded === 'string' ? keyForms(folded) : folded
  return forms.find((form) => keys.has(form))
}
