import type { Token } from './cut-template.ts'

/**
 * Cuts a pattern at the first five colons of the written text; a colon inside a variable is not one of them.
 * `pad` says that parts which are missing stand for anything.
 */
export function cutArn(tokens: readonly Token[], pad: boolean): Token[][] {
  const parts: Token[][] = [[]]
  for (const token of tokens) {
    if (token.type !== 'literal') {
      parts[parts.length - 1]!.push(token)
      continue
    }
    let rest = token.text
    while (parts.length < 6) {
      const colon = rest.indexOf(':')
      if (colon < 0) break
      if (colon > 0) parts[parts.length - 1]!.push({ type: 'literal', text: rest.slice(0, colon) })
      parts.push([])
      rest = rest.slice(colon + 1)
    }
    if (rest !== '') parts[parts.length - 1]!.push({ type: 'literal', text: rest })
  }
  while (pad && parts.length < 6) parts.push([{ type: 'star' }])
  return parts
}
