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
  /** The plain text it starts with. */
  readonly head: string
  /** Nothing but that text and then anything. */
  readonly headThenAll: boolean
  /** Folded names of the keys its variables read. */
  readonly keys: readonly string[]
  matches(text: string, from: number, to: number, context: RequestContext): GlobMatch
}

/** Compiles tokens into the cheapest test that does them justice. */
export function compileGlob(tokens: readonly Token[]): Glob {
  const keys = tokens.flatMap((token) => (token.type === 'variable' ? [token.key] : []))
  const first = tokens[0]
  const head = first?.type === 'literal' ? first.text : ''
  const rest = head === '' ? tokens : tokens.slice(1)
  const matchesAll = tokens.length > 0 && tokens.every((token) => token.type === 'star')
  const headThenAll = rest.length > 0 && rest.every((token) => token.type === 'star')
  const literal = tokens.every((token) => token.type === 'literal')
    ? tokens.map((token) => token.text).join('')
    : undefined
  return {
    literal,
    matchesAll,
    head: literal ?? head,
    headThenAll,
    keys,
    matches: testOf(tokens, literal, matchesAll, keys.length > 0),
  }
}

function testOf(
  tokens: readonly Token[],
  literal: string | undefined,
  all: boolean,
  variables: boolean,
): Glob['matches'] {
  if (variables) return variableTest(tokens)
  if (all) return () => 'yes'
  if (literal !== undefined) {
    return (text, from, to) => (to - from === literal.length && text.startsWith(literal, from) ? 'yes' : 'no')
  }
  const pattern = new GlobPattern(tokens)
  return (text, from, to) => (pattern.fits(text, from, to) ? 'yes' : 'no')
}

function variableTest(tokens: readonly Token[]): Glob['matches'] {
  return (text, from, to, context) => {
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
}
