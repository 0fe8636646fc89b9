/** Longer than any family AWS has. A hostile key must not be searched for families at each of its slashes. */
const longestFamily = 128
const familyEnds: ReadonlySet<string> = new Set(['/', ':', '.'])

/** What a condition key is found under, in lower case: itself, and the families it can be of. See {@link findKey}. */
export function keyForms(folded: string): readonly string[] {
  // A family by itself is no key.
  const forms = familyEnds.has(folded.at(-1) ?? '/') ? [] : [folded]
  const end = Math.min(folded.length - 1, longestFamily)
  for (let at = 1; at < end; at++) if (familyEnds.has(folded[at]!)) forms.push(folded.slice(0, at + 1))
  return forms
}
