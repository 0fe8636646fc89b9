import type { SpecContext } from './input.ts'

/** One character, a wildcard, or what a variable stands for; `text` is absent when it stands for nothing. */
export type Piece = 'star' | 'any' | { readonly text: string | undefined; readonly variable: boolean }

/**
 * "Variables and tags": reads a text of a policy. Without a context there are no variables, as in version
 * 2008-10-17. Answers `undefined` for a variable that cannot be read.
 */
export function readText(
  text: string,
  context: SpecContext | undefined,
  wildcards: boolean,
): Piece[] | undefined {
  const pieces: Piece[] = []
  let rest = text
  while (rest !== '') {
    if (context && rest.startsWith('${')) {
      const match = /^\$\{(?:([*?$])|([^ ,'{}]+)(?:, '([^']*)')?)\}/s.exec(rest)
      if (!match) return undefined
      const [whole, character, key, fallback] = match
      if (character !== undefined) pieces.push({ text: character, variable: false })
      // Ours: nobody knows which value of a key said twice is meant.
      else if (saidTwice(context, key!)) return undefined
      else pieces.push({ text: singleValue(context, key!) ?? fallback, variable: true })
      rest = rest.slice(whole.length)
      continue
    }
    if (wildcards && rest[0] === '*') pieces.push('star')
    else if (wildcards && rest[0] === '?') pieces.push('any')
    else pieces.push({ text: rest[0]!, variable: false })
    rest = rest.slice(1)
  }
  return pieces
}

/** "Only single-valued keys"; key names ignore case. */
function singleValue(context: SpecContext, key: string): string | undefined {
  const value = lookUp(context, key)
  return value?.length === 1 ? value[0] : undefined
}

export function lookUp(context: SpecContext, key: string): readonly string[] | undefined {
  const [first, ...more] = spellings(context, key)
  return more.length === 0 ? first : [...new Set([first!, ...more].flat())]
}

/** "Key names are not case-sensitive": whether spellings of a key have different values. */
export function saidTwice(context: SpecContext, key: string): boolean {
  const different = spellings(context, key).map((values) => JSON.stringify([...new Set(values)].sort()))
  return new Set(different).size > 1
}

/** What each spelling of a key says; one without values says nothing. */
function spellings(context: SpecContext, key: string): (readonly string[])[] {
  return Object.entries(context)
    .filter(([name]) => name.toLowerCase() === key.toLowerCase())
    .map(([, value]) => (typeof value === 'string' ? [value] : value))
    .filter((values) => values.length > 0)
}

/** Whether pieces fit a text: the textbook table, one row a piece, one column a character. */
export function glob(pieces: readonly Piece[], text: string): boolean {
  const flat: ('star' | 'any' | string)[] = []
  for (const piece of pieces) {
    if (typeof piece === 'string') flat.push(piece)
    else if (piece.text === undefined) return false
    else for (const unit of piece.text.split('')) flat.push(`=${unit}`)
  }
  let row: boolean[] = [true, ...text.split('').map(() => false)]
  for (const piece of flat) {
    const next: boolean[] = []
    for (let column = 0; column <= text.length; column++) {
      if (piece === 'star') next.push(row[column]! || (column > 0 && next[column - 1]!))
      else next.push(column > 0 && row[column - 1]! && (piece === 'any' || piece === `=${text[column - 1]}`))
    }
    row = next
  }
  return row[text.length]!
}
