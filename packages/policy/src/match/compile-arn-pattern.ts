import type { RequestContext } from '../context/request-context.ts'
import type { ArnText } from './arn-text.ts'
import { compileGlob, type Glob, type GlobMatch } from './compile-glob.ts'
import type { Token } from './cut-template.ts'

export interface ArnPattern {
  readonly keys: readonly string[]
  matches(arn: ArnText, context: RequestContext): GlobMatch
}

/**
 * Compiles a pattern of six parts, each matched against its own part, so that a `*` never runs over a colon
 * except in the last part, which may hold colons itself. Answers `undefined` for fewer parts, unless `pad`
 * says that the missing ones stand for anything.
 */
export function compileArnPattern(tokens: readonly Token[], pad: boolean): ArnPattern | undefined {
  const parts = cutAtColons(tokens)
  while (pad && parts.length > 0 && parts.length < 6) parts.push([{ type: 'star' }])
  if (parts.length < 6) return undefined
  const globs = parts.map((part) => compileGlob(part))
  const keys = globs.flatMap((glob) => glob.keys)
  const fixed = fixedStart(globs)
  if (fixed === undefined) return { keys, matches: (arn, context) => matchParts(globs, arn, context) }
  const last = globs[5]!
  const from = fixed.length
  if (last.matchesAll) {
    return { keys, matches: ({ text }) => (text.startsWith(fixed) ? 'yes' : 'no') }
  }
  if (last.literal !== undefined) {
    const whole = fixed + last.literal
    return { keys, matches: ({ text }) => (text === whole ? 'yes' : 'no') }
  }
  return {
    keys,
    matches: ({ text }, context) =>
      text.startsWith(fixed) ? last.matches(text, from, text.length, context) : 'no',
  }
}

function matchParts(globs: readonly Glob[], arn: ArnText, context: RequestContext): GlobMatch {
  const { text, starts } = arn
  if (starts.length === 0) return 'no'
  let match: GlobMatch = 'yes'
  for (let part = 0; part < 6; part++) {
    const one = globs[part]!.matches(text, starts[part]!, starts[part + 1]! - 1, context)
    if (one === 'no') return 'no'
    if (one === 'unresolved') match = 'unresolved'
  }
  return match
}

/** The text of the first five parts with their colons when all are plain: then one comparison does. */
function fixedStart(globs: readonly Glob[]): string | undefined {
  let fixed = ''
  for (const glob of globs.slice(0, 5)) {
    if (glob.literal === undefined) return undefined
    fixed += `${glob.literal}:`
  }
  return fixed.startsWith('arn:') ? fixed : undefined
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
