/** Where an offset stands, both counted from one as editors do. A line ends with LF, CR or CR LF. */
export function lineAndColumn(text: string, offset: number): { line: number; column: number } {
  let line = 1
  let start = 0
  const end = Math.min(offset, text.length)
  for (let at = 0; at < end; at++) {
    const code = text.charCodeAt(at)
    if (code !== 0x0a && code !== 0x0d) continue
    if (code === 0x0d && text.charCodeAt(at + 1) === 0x0a) at++
    line++
    start = at + 1
  }
  return { line, column: Math.max(0, end - start) + 1 }
}
