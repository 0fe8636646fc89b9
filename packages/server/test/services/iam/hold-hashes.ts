import { onTestFinished, vi } from 'vitest'
import { passwordHashes } from '../../../src/secrets/password-hashes.ts'

type Hash = (...given: unknown[]) => Promise<unknown>

/** Hashes of passwords that wait until the test lets them go on, so that what comes meanwhile is in the test's hands. */
interface HeldHashes {
  /** How many have come. */
  begun(): number
  /** Lets them go on, and all that come later. */
  goOn(): void
}

/** Holds what one function of `passwordHashes` does, at the longest until the test ends. */
export function holdHashes(name: 'make' | 'verify'): HeldHashes {
  const { promise, resolve } = Promise.withResolvers<void>()
  const hash = passwordHashes[name] as Hash
  let begun = 0
  const spy = vi.spyOn(passwordHashes as unknown as Record<typeof name, Hash>, name)
  spy.mockImplementation(async (...given) => {
    begun += 1
    await promise
    return hash(...given)
  })
  onTestFinished(() => {
    resolve()
    spy.mockRestore()
  })
  return { begun: () => begun, goOn: resolve }
}
