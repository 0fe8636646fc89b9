import { createHmac } from 'node:crypto'

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
/** Steps before and after now in which a code is looked for, and which a wrong one must not be of. */
const around = 10

const stepNow = () => Math.floor(Date.now() / 30_000)
const stepsAround = () => Array.from({ length: 2 * around + 1 }, (_, at) => stepNow() - around + at)

/** RFC 6238 with SHA-1 and six digits; written here anew, so that the server's own is held against it. */
function codeAt(seed: string, step: number): string {
  const bits = [...seed.trim().replace(/=+$/, '')]
    .map((letter) => alphabet.indexOf(letter).toString(2).padStart(5, '0'))
    .join('')
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(step))
  const hash = createHmac('sha1', key).update(counter).digest()
  const at = (hash.at(-1) ?? 0) & 15
  return String((hash.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}

/**
 * Codes that an authenticator app shows, in steps of 30 seconds, for a seed in base32. Each follows from the one before
 * it and not from the time alone: the step may end while a command is on its way.
 */
export const oneTimeCodes = {
  /** That of the step before this one: the next is still good when it is shown a little late. */
  first: (seed: string) => codeAt(seed, stepNow() - 1),
  /** That of the step after the one of a code. */
  next(seed: string, code: string): string {
    return codeAt(seed, stepOf(seed, code) + 1)
  },
  /** One that was not shown yet and is good now. */
  unused(seed: string, last: string): string {
    return codeAt(seed, Math.max(stepOf(seed, last) + 1, stepNow()))
  },
  /** One of no step that is near. */
  wrong(seed: string): string {
    const near = new Set(stepsAround().map((step) => codeAt(seed, step)))
    for (let number = 0; ; number++) {
      const code = String(number).padStart(6, '0')
      if (!near.has(code)) return code
    }
  },
}

function stepOf(seed: string, code: string): number {
  const step = stepsAround().find((one) => codeAt(seed, one) === code)
  if (step === undefined) throw new Error('the code is of no step that is near')
  return step
}
