import type { OperatorFamily } from './operator-family.ts'
import { stringFamily } from './string-family.ts'

const folded = stringFamily('equals', true)

function readBoolean(text: string): string | undefined {
  const lower = text.toLowerCase()
  return lower === 'true' || lower === 'false' ? lower : undefined
}

/** `true` and `false`, quoted or not, ignoring case. A variable may stand for either. */
export const booleanFamily: OperatorFamily<string> = {
  type: 'boolean',
  subject: readBoolean,
  compile(term, variables) {
    const readable = readBoolean(term.value) !== undefined || (variables && term.value.includes('${'))
    return readable ? folded.compile(term, variables) : undefined
  },
}
