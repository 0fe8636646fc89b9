/** Characters of a policy as its quota counts them. White space inside of strings counts always. */
export function policySize(text: string, countsWhiteSpace: boolean): number {
  if (countsWhiteSpace) return text.length
  let size = 0
  let inString = false
  for (let at = 0; at < text.length; at++) {
    const character = text[at]!
    if (inString) {
      size++
      if (character === '\\') {
        size++
        at++
      } else if (character === '"') inString = false
    } else if (character !== ' ' && character !== '\n' && character !== '\r' && character !== '\t') {
      size++
      inString = character === '"'
    }
  }
  return size
}
