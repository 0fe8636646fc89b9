const format = /^[A-Za-z0-9+/]*={0,2}$/

/** RFC 4648 base64 with padding. */
export const base64 = {
  /** `undefined` for text that is no base64; line breaks are not skipped. */
  decode(text: string): Uint8Array | undefined {
    if (text.length % 4 !== 0 || !format.test(text)) return undefined
    // A copy, because small buffers share one block of memory with each other.
    return new Uint8Array(Buffer.from(text, 'base64'))
  },

  encode(bytes: Uint8Array): string {
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64')
  },
}
