/** How many letters to change, add or take away to get from one text to the other; stops above `most`. */
export function editDistance(one: string, other: string, most: number): number {
  if (Math.abs(one.length - other.length) > most) return most + 1
  let before = Array.from({ length: other.length + 1 }, (_, at) => at)
  for (let i = 1; i <= one.length; i++) {
    const row = [i]
    let least = i
    for (let j = 1; j <= other.length; j++) {
      const swapped = before[j - 1]! + (one[i - 1] === other[j - 1] ? 0 : 1)
      const value = Math.min(swapped, before[j]! + 1, row[j - 1]! + 1)
      row.push(value)
      if (value < least) least = value
    }
    if (least > most) return most + 1
    before = row
  }
  return before[other.length]!
}
