/*
 * A text of a policy, cut at what stands for something else:
 *
 *     text     = *( literal / "*" / "?" / variable )
 *     variable = "${" key [ ", '" default "'" ] "}" / "${*}" / "${?}" / "${$}"
 *
 * Variables exist in version 2012-10-17 only; before, "${" is plain text. Wildcards are cut out only where
 * the caller says so. What a variable is replaced with never acts as a wildcard.
 * Source: "IAM policy elements: Variables and tags", IAM User Guide.
 */
export type Token =
  | { readonly type: 'literal'; readonly text: string }
  | { readonly type: 'star' }
  | { readonly type: 'any' }
  | { readonly type: 'variable'; readonly key: string; readonly fallback: string | undefined }

/** Cuts a text into tokens, or answers `undefined` when a variable in it cannot be read. */
export function cutTemplate(text: string, variables: boolean, wildcards: boolean): Token[] | undefined {
  const tokens: Token[] = []
  let literal = ''
  const flush = (token?: Token) => {
    if (literal !== '') tokens.push({ type: 'literal', text: literal })
    literal = ''
    if (token) tokens.push(token)
  }
  for (let at = 0; at < text.length; at++) {
    const character = text[at]!
    if (variables && character === '$' && text[at + 1] === '{') {
      const variable = readVariable(text, at + 2)
      if (!variable) return undefined
      if (variable.token.type === 'literal') literal += variable.token.text
      else flush(variable.token)
      at = variable.end
    } else if (wildcards && (character === '*' || character === '?')) {
      flush({ type: character === '*' ? 'star' : 'any' })
    } else {
      literal += character
    }
  }
  flush()
  return tokens
}

/** Reads from after the opening brace; `end` is where the closing brace stands. */
function readVariable(text: string, start: number): { token: Token; end: number } | undefined {
  let at = start
  for (; at < text.length; at++) {
    const character = text[at]!
    if (character === '}') break
    if (character === ',') return readFallback(text, start, at)
    if (character === ' ' || character === '{' || character === "'") return undefined
  }
  const key = text.slice(start, at)
  if (at >= text.length || key === '') return undefined
  if (key === '*' || key === '?' || key === '$') return { token: { type: 'literal', text: key }, end: at }
  return { token: { type: 'variable', key: key.toLowerCase(), fallback: undefined }, end: at }
}

function readFallback(text: string, start: number, comma: number): { token: Token; end: number } | undefined {
  if (comma === start || !text.startsWith(", '", comma)) return undefined
  const close = text.indexOf("'", comma + 3)
  if (close < 0 || text[close + 1] !== '}') return undefined
  const fallback = text.slice(comma + 3, close)
  return {
    token: { type: 'variable', key: text.slice(start, comma).toLowerCase(), fallback },
    end: close + 1,
  }
}
