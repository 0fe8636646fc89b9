const newline = 0x0a

/** The lines of a stream of bytes as they come. The other side decides their length, so it has a limit. */
export async function* linesOf(stream: AsyncIterable<Buffer>, longest: number): AsyncGenerator<string> {
  let rest: Buffer[] = []
  let length = 0
  for await (const chunk of stream) {
    let from = 0
    for (let at = chunk.indexOf(newline); at >= 0; at = chunk.indexOf(newline, from)) {
      yield Buffer.concat([...rest, chunk.subarray(from, at)]).toString()
      rest = []
      length = 0
      from = at + 1
    }
    if (from === chunk.length) continue
    rest.push(chunk.subarray(from))
    length += chunk.length - from
    if (length > longest) throw new Error(`a line is longer than ${longest} bytes`)
  }
}
