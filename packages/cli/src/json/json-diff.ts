import type { Json } from './json.ts'
import { jsonLines } from './json-lines.ts'

const around = 2
/** Lines of one side times lines of the other. Above it only the sizes are told. */
const mostWork = 4_000_000

/** What changes from one value to another, line by line: `- ` gone, `+ ` new, `  ` for what stands around it. */
export function jsonDiff(from: Json, to: Json): string[] {
  const left = jsonLines(from)
  const right = jsonLines(to)
  if (left.length * right.length > mostWork) return [`- ${left.length} lines`, `+ ${right.length} lines`]
  const lines = walk(left, right, commonAfter(left, right))
  const near = (at: number) =>
    lines.slice(Math.max(0, at - around), at + around + 1).some((line) => !line.startsWith('  '))
  return lines.flatMap((line, at) => {
    if (near(at)) return [line]
    return at === 0 || near(at - 1) ? ['  …'] : []
  })
}

/** Length of the longest common subsequence of what follows each pair of positions. */
function commonAfter(left: readonly string[], right: readonly string[]): Uint32Array[] {
  const rows = Array.from({ length: left.length + 1 }, () => new Uint32Array(right.length + 1))
  for (let i = left.length - 1; i >= 0; i--) {
    for (let j = right.length - 1; j >= 0; j--) {
      rows[i]![j] =
        left[i] === right[j] ? rows[i + 1]![j + 1]! + 1 : Math.max(rows[i + 1]![j]!, rows[i]![j + 1]!)
    }
  }
  return rows
}

function walk(left: readonly string[], right: readonly string[], common: readonly Uint32Array[]): string[] {
  const lines: string[] = []
  let i = 0
  let j = 0
  while (i < left.length || j < right.length) {
    if (i < left.length && j < right.length && left[i] === right[j]) {
      lines.push(`  ${left[i]}`)
      i += 1
      j += 1
    } else if (j >= right.length || (i < left.length && common[i + 1]![j]! >= common[i]![j + 1]!)) {
      lines.push(`- ${left[i]}`)
      i += 1
    } else {
      lines.push(`+ ${right[j]}`)
      j += 1
    }
  }
  return lines
}
