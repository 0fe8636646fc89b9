import { glob, type Piece } from './text.ts'

/** Cuts at the first five colons that stand in the policy's own text. */
export function splitPieces(pieces: readonly Piece[]): Piece[][] {
  const parts: Piece[][] = [[]]
  for (const piece of pieces) {
    if (typeof piece === 'object' && !piece.variable && piece.text === ':' && parts.length < 6) parts.push([])
    else parts[parts.length - 1]!.push(piece)
  }
  return parts
}

/** Matches an ARN part by part; `no value` when all fits but for a variable that stands for nothing. */
export function matchParts(parts: readonly (readonly Piece[])[], arn: string): 'yes' | 'no' | 'no value' {
  const texts = arn.split(':')
  if (texts.length < 6 || texts[0] !== 'arn') return 'no'
  const six = [...texts.slice(0, 5), texts.slice(5).join(':')]
  const missing = (part: readonly Piece[]) =>
    part.some((piece) => typeof piece === 'object' && piece.text === undefined)
  if (parts.some((part, index) => !missing(part) && !glob(part, six[index]!))) return 'no'
  return parts.some(missing) ? 'no value' : 'yes'
}
