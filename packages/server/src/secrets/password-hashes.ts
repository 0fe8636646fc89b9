import { scrypt, timingSafeEqual } from 'node:crypto'
import type { Randomness } from '@rolecall/core'
import { atMost } from './at-most.ts'

/*
 * A password is kept as
 *
 *     scrypt$N$r$p$SALT$HASH       salt and hash in base64
 *
 * The passwords of one user share a salt, so that one computation tells whether a new one is among two dozen
 * earlier ones. Costs: OWASP, "Password Storage Cheat Sheet"; a hash takes 16 MiB and a good part of a second.
 */
const costs = { N: 2 ** 14, r: 8, p: 5 } as const
const inForce = `scrypt$${costs.N}$${costs.r}$${costs.p}$`
const saltBytes = 16
const hashBytes = 32

/** Threads are few, and who waits for a name to be resolved or a file to be written needs one too. */
const inTurn = atMost(2)

interface NewPasswordHash {
  readonly hash: string
  /** Which of the earlier ones are of the same password. */
  readonly isEarlier: readonly boolean[]
}

/** Makes and compares hashes of passwords, off the thread that answers calls. Nothing here needs the store. */
export const passwordHashes = {
  /** @param earlier hashes of the same user's passwords, newest first. */
  async make(password: string, earlier: readonly string[], random: Randomness): Promise<NewPasswordHash> {
    const [newest = ''] = earlier
    const header = newest.startsWith(inForce)
      ? headerOf(newest)
      : `${inForce}${Buffer.from(random(saltBytes)).toString('base64')}$`
    const headers = [...new Set([header, ...earlier.map(headerOf)])]
    const made = new Map(
      await Promise.all(headers.map(async (one) => [one, await derive(password, one)] as const)),
    )
    return {
      hash: `${header}${made.get(header)?.toString('base64')}`,
      isEarlier: earlier.map((one) => isHash(one, made.get(headerOf(one)))),
    }
  },
  async verify(password: string, hash: string): Promise<boolean> {
    return isHash(hash, await derive(password, headerOf(hash)))
  },
}

function headerOf(hash: string): string {
  return hash.slice(0, hash.lastIndexOf('$') + 1)
}

function isHash(hash: string, derived: Buffer | undefined): boolean {
  const kept = Buffer.from(hash.slice(hash.lastIndexOf('$') + 1), 'base64')
  return derived !== undefined && kept.length === derived.length && timingSafeEqual(kept, derived)
}

function derive(password: string, header: string): Promise<Buffer> {
  const [, N, r, p, salt = ''] = header.split('$')
  const options = { N: Number(N), r: Number(r), p: Number(p), maxmem: 256 * Number(N) * Number(r) }
  return inTurn(
    () =>
      new Promise((resolve, reject) => {
        scrypt(password, Buffer.from(salt, 'base64'), hashBytes, options, (error, derived) =>
          error ? reject(error) : resolve(derived),
        )
      }),
  )
}
