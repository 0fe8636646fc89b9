/** A refusal without the sealed explanation behind AWS's text, which is another each time. */
export function plainDenial(text: string): string {
  return text.replace(/ Encoded authorization failure message: [\w-]{1867}$/, '')
}
