import { ArnPattern } from './arn-pattern.ts'
import { compileGlob } from './compile-glob.ts'
import type { Token } from './cut-template.ts'

/**
 * Compiles a pattern of six parts. Answers `undefined` for fewer parts, unless `pad` says that the missing
 * ones stand for anything.
 */
export function compileArnPattern(tokens: readonly Token[], pad: boolean): ArnPattern | undefined {
  const parts = cutAtColons(tokens)
  while (pad && parts.length > 0 && parts.length < 6) parts.push([{ type: 'star' }])
  return parts.length < 6 ? undefined : new ArnPattern(parts.map((part) => compileGlob(part)))
}

/** Cuts at the first five colons of the written text; a colon inside a variable is not one of them. */
function cutAtColons(tokens: readonly Token[]): Token[][] {
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
  return parts
}
