/** All pieces of a body in one; the caller has bounded them. */
export async function wholeBody(pieces: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const held: Uint8Array[] = []
  for await (const piece of pieces) held.push(piece)
  return held.length === 1 ? held[0]! : Buffer.concat(held)
}
