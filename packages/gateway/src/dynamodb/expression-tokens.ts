import type { Members } from './touches-of.ts'

const token = /[#:]?[A-Za-z0-9_]+|<>|<=|>=|[=<>(),.[\]+-]/g
const words = new Set(
  ['and', 'or', 'not', 'between', 'in', 'set', 'remove', 'add', 'delete'].map((word) => word.toLowerCase()),
)

/** An expression of DynamoDB in tokens, with `#names` replaced by what they stand for. */
export interface ExpressionToken {
  readonly text: string
  /** The top-level attribute it names. */
  readonly attribute?: string | undefined
}

/**
 * Cuts an expression into tokens and finds the attributes it names.
 *
 *     name  = IDENTIFIER | "#" IDENTIFIER, not after "." and not before "("
 *
 * Reserved words cannot be attributes without a `#`. Source: "Expressions in DynamoDB", Developer Guide.
 */
export function expressionTokens(expression: unknown, names: unknown): readonly ExpressionToken[] {
  if (typeof expression !== 'string') return []
  const aliases = (names ?? {}) as Members
  const texts = expression.match(token) ?? []
  return texts.map((text, at) => {
    if (!/^[#A-Za-z_]/.test(text) || texts[at - 1] === '.' || texts[at + 1] === '(') return { text }
    if (words.has(text.toLowerCase())) return { text }
    const attribute = text.startsWith('#')
      ? Object.hasOwn(aliases, text)
        ? String(aliases[text])
        : undefined
      : text
    return { text, attribute }
  })
}
