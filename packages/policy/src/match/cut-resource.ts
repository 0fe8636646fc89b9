import type { Policy, Term } from '../document/policy.ts'
import { cutArn } from './cut-arn.ts'
import { cutTemplate, type Token } from './cut-template.ts'

/**
 * The six parts of a pattern of Resource or NotResource; `undefined` when it cannot be read. Parts before the
 * fifth colon take no variables; policies attached to a principal may leave parts out.
 */
export function cutResource(
  term: Term,
  { kind, version }: Pick<Policy, 'kind' | 'version'>,
): readonly (readonly Token[])[] | 'everything' | undefined {
  const tokens = cutTemplate(term.value, version === '2012-10-17', true)
  if (!tokens || tokens.length === 0) return undefined
  if (tokens.every((token) => token.type === 'star')) return 'everything'
  if (variableBeforeResource(tokens)) return undefined
  const parts = cutArn(tokens, kind === 'identity' || kind === 'boundary' || kind === 'session')
  return parts.length < 6 ? undefined : parts
}

function variableBeforeResource(tokens: readonly Token[]): boolean {
  let colons = 0
  for (const token of tokens) {
    if (token.type === 'variable' && colons < 5) return true
    if (token.type === 'literal') colons += token.text.split(':').length - 1
  }
  return false
}
