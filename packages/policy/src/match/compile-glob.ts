import type { RequestContext } from '../context/request-context.ts'
import type { Token } from './cut-template.ts'
import { GlobPattern } from './glob-pattern.ts'

/** Whether a text fits; `unresolved` when the pattern names a key the request has no single value for. */
export type GlobMatch = 'yes' | 'no' | 'unresolved'

/** A compiled pattern. Tests the part of `text` from `from` up to, not including, `to`. */
export interface Glob {
  /** The whole pattern when it is plain text. */
  readonly literal: string | undefined
  readonly matchesAll: boolean
  /** Folded names of the keys its variables read. */
  readonly keys: readonly string[]
  matches(text: string, from: number, to: number, context: RequestContext): GlobMatch
}

/** Compiles tokens into the cheapest test that does them justice. */
export function compileGlob(tokens: readonly Token[]): Glob {
  const keys = tokens.flatMap((token) => (token.type === 'variable' ? [token.key] : []))
  if (keys.length > 0) return variableGlob(tokens, keys)
  if (tokens.every((token) => token.type === 'literal')) {
    const literal = tokens.map((token) => token.text).join('')
    const length = literal.length
    const matches = (text: string, from: number, to: number): GlobMatch =>
      to - from === length && text.startsWith(literal, from) ? 'yes' : 'no'
    return { literal, matchesAll: false, keys, matches }
  }
  if (tokens.every((token) => token.type === 'star')) {
    return { literal: undefined, matchesAll: true, keys, matches: () => 'yes' }
  }
  const pattern = new GlobPattern(tokens)
  const matches = (text: string, from: number, to: number): GlobMatch =>
    pattern.fits(text, from, to) ? 'yes' : 'no'
  return { literal: undefined, matchesAll: false, keys, matches }
}

function variableGlob(tokens: readonly Token[], keys: readonly string[]): Glob {
  const matches = (text: string, from: number, to: number, context: RequestContext): GlobMatch => {
    const resolved: Token[] = []
    for (const token of tokens) {
      if (token.type !== 'variable') {
        resolved.push(token)
        continue
      }
      const value = context.single(token.key) ?? token.fallback
      if (value === undefined) return 'unresolved'
      resolved.push({ type: 'literal', text: value })
    }
    return new GlobPattern(resolved).fits(text, from, to) ? 'yes' : 'no'
  }
  return { literal: undefined, matchesAll: false, keys, matches }
}
