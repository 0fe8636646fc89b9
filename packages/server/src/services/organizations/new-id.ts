import type { Randomness } from '@rolecall/core'

const letters = 'abcdefghijklmnopqrstuvwxyz0123456789'
/** The largest multiple of the letters' number in a byte: what is above would make some letters likelier. */
const bound = 252

/** Lower case letters and digits, as the ids of Organizations are made of. */
export function newId(length: number, random: Randomness): string {
  let id = ''
  while (id.length < length) {
    for (const byte of random(length)) {
      if (byte < bound && id.length < length) id += letters[byte % letters.length]
    }
  }
  return id
}
