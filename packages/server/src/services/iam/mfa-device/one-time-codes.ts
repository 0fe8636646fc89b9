import { HOTP, Secret } from 'otpauth'

const stepMs = 30_000
const digits = 6

/** Steps to each side that a code may be off: a code is typed late, a clock is a little wrong. RFC 6238, §5.2. */
const near = 1

interface Device {
  /** Base32. */
  readonly seed: string
  readonly drift: number
  /** Codes of this step and of those before it are not good. */
  readonly lastStep?: number | undefined
}

/** Time-based one-time passwords, RFC 6238, as authenticator apps make them. Times in milliseconds since the epoch. */
export const oneTimeCodes = {
  stepAt: (time: number) => Math.floor(time / stepMs),
  /** The step that a code is of, if it is of one that is close enough and was not used. */
  stepOf({ seed, drift, lastStep = -1 }: Device, code: string, now: number): number | undefined {
    const middle = oneTimeCodes.stepAt(now) + drift
    const codeAt = codes(seed)
    return [0, -1, 1]
      .map((off) => middle + off * near)
      .find((step) => step > lastStep && codeAt(step) === code)
  },
  /**
   * The step of the second of two codes that follow each other.
   *
   * @param far how many steps to each side are searched: by two codes a clock is found that is far off.
   */
  stepOfPair(
    { seed, lastStep = -1 }: Omit<Device, 'drift'>,
    [first, second]: readonly [string, string],
    now: number,
    far: number,
  ): number | undefined {
    const middle = oneTimeCodes.stepAt(now)
    const codeAt = codes(seed)
    for (let step = Math.max(middle - far, lastStep + 1); step <= middle + far; step += 1) {
      if (codeAt(step) === first && codeAt(step + 1) === second) return step + 1
    }
    return undefined
  },
}

// Compared as texts: how long that takes helps nobody who has five tries.
function codes(seed: string): (step: number) => string {
  const secret = Secret.fromBase32(seed)
  return (counter) => HOTP.generate({ secret, counter, digits, algorithm: 'SHA1' })
}
