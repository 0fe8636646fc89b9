/**
 * How many letters to change, add, take away or swap with the next to get from one text to the other; stops above
 * `most`. Source: optimal string alignment.
 */
export function editDistance(one: string, other: string, most: number): number {
  if (Math.abs(one.length - other.length) > most) return most + 1
  let twoBefore: number[] = []
  let before = Array.from({ length: other.length + 1 }, (_, at) => at)
  for (let i = 1; i <= one.length; i++) {
    const row = [i]
    let least = i
    for (let j = 1; j <= other.length; j++) {
      const changed = before[j - 1]! + (one[i - 1] === other[j - 1] ? 0 : 1)
      const isSwap = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]
      const swapped = isSwap ? twoBefore[j - 2]! + 1 : changed
      const value = Math.min(changed, swapped, before[j]! + 1, row[j - 1]! + 1)
      row.push(value)
      if (value < least) least = value
    }
    // A swap reaches over one row, so that both have to be too far.
    if (least > most && Math.min(...before) > most) return most + 1
    twoBefore = before
    before = row
  }
  return before[other.length]!
}
