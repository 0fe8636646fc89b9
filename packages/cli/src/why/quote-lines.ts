const longest = 100

/** A quoted text in lines: as it stands, moved to the left; JSON on one long line is broken up. */
export function quoteLines(text: string): string[] {
  const lines = text.split(/\r\n|\r|\n/)
  if (lines.length === 1) return text.length <= longest ? lines : (broken(text) ?? lines)
  const indents = lines.slice(1).flatMap((line) => (line.trim() === '' ? [] : [/^\s*/.exec(line)![0].length]))
  const least = Math.min(...indents)
  return lines.map((line, at) => (at === 0 ? line : line.slice(least)))
}

function broken(text: string): string[] | undefined {
  try {
    return JSON.stringify(JSON.parse(text), undefined, 2).split('\n')
  } catch {
    return undefined
  }
}
