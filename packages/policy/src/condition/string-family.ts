import type { RequestContext } from '../context/request-context.ts'
import { compileGlob } from '../match/compile-glob.ts'
import { cutTemplate, type Token } from '../match/cut-template.ts'
import type { OperatorFamily } from './operator-family.ts'

/** `equals` takes `*` literally, `like` as a wildcard; folding compares both sides in lower case. */
export function stringFamily(mode: 'equals' | 'like', fold: boolean): OperatorFamily<string> {
  return {
    type: 'string',
    subject: fold ? (text) => text.toLowerCase() : (text) => text,
    compile(term, variables) {
      const tokens = cutTemplate(term.value, variables, mode === 'like')
      if (!tokens) return undefined
      if (mode === 'like') {
        const glob = compileGlob(tokens)
        const test = (subject: string, context: RequestContext) =>
          glob.matches(subject, 0, subject.length, context) === 'yes'
        return { test, keys: glob.keys }
      }
      if (tokens.some((token) => token.type === 'variable')) return filled(tokens, fold)
      const plain = tokens.map((token) => (token.type === 'literal' ? token.text : '')).join('')
      const wanted = fold ? plain.toLowerCase() : plain
      return { test: (subject) => subject === wanted, keys: [] }
    },
  }
}

/** A variable without a value makes the value match nothing. */
function filled(tokens: readonly Token[], fold: boolean) {
  const test = (subject: string, context: RequestContext) => {
    let wanted = ''
    for (const token of tokens) {
      if (token.type === 'literal') wanted += token.text
      if (token.type !== 'variable') continue
      const value = context.single(token.key) ?? token.fallback
      if (value === undefined) return false
      wanted += value
    }
    return subject === (fold ? wanted.toLowerCase() : wanted)
  }
  return { test, keys: tokens.flatMap((token) => (token.type === 'variable' ? [token.key] : [])) }
}
