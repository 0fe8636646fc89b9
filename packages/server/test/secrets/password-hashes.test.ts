import { randomBytes } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { atMost } from '../../src/secrets/at-most.ts'
import { passwordHashes } from '../../src/secrets/password-hashes.ts'

describe('a hash of a password', () => {
  test('is scrypt at the costs that OWASP asks for, says nothing of the password, and verifies it alone', async () => {
    const { hash, isEarlier } = await passwordHashes.make('correct horse', [], randomBytes)
    expect(hash).toMatch(/^scrypt\$16384\$8\$5\$[\w+/]{22}==\$[\w+/]{43}=$/)
    expect(isEarlier).toEqual([])
    expect(await passwordHashes.verify('correct horse', hash)).toBe(true)
    expect(await passwordHashes.verify('correct horsf', hash)).toBe(false)
    expect(await passwordHashes.verify('', hash)).toBe(false)
  })

  test('has a salt of its own for each user, and one for all passwords of the user', async () => {
    const one = await passwordHashes.make('same', [], randomBytes)
    const other = await passwordHashes.make('same', [], randomBytes)
    expect(one.hash).not.toBe(other.hash)
    const next = await passwordHashes.make('next', [one.hash], randomBytes)
    expect(next.isEarlier).toEqual([false])
    const again = await passwordHashes.make('same', [next.hash, one.hash], randomBytes)
    expect(again).toEqual({ hash: one.hash, isEarlier: [false, true] })
  })

  test('made at other costs is compared, and not made again', async () => {
    // scrypt('old', '0123456789abcdef', 32 bytes, N 1024, r 8, p 1)
    const old = 'scrypt$1024$8$1$MDEyMzQ1Njc4OWFiY2RlZg==$q7FMk6GB+4ffyrOysQ+tpy7PzxhVURVqpdVo0gYoW9w='
    const { hash, isEarlier } = await passwordHashes.make('old', [old], randomBytes)
    expect(isEarlier).toEqual([true])
    expect(hash).toMatch(/^scrypt\$16384\$8\$5\$/)
  })

  test.each(['', 'scrypt$1024$8$1$MDEyMzQ1Njc4OWFiY2RlZg==$'])("%j is nobody's", async (kept) => {
    const verified = passwordHashes.verify('', kept).catch(() => false)
    expect(await verified).toBe(false)
  })
})

test('works run so many at once, in the order they came, whatever becomes of them', async () => {
  const inTurn = atMost(2)
  const begun: number[] = []
  let running = 0
  let most = 0
  const works = [0, 1, 2, 3, 4, 5].map((one) =>
    inTurn(async () => {
      begun.push(one)
      running += 1
      most = Math.max(most, running)
      await new Promise((resolve) => setImmediate(resolve))
      running -= 1
      if (one === 1) throw new Error('one fails')
      return one
    }).catch(() => 'failed'),
  )
  expect(await Promise.all(works)).toEqual([0, 'failed', 2, 3, 4, 5])
  expect(begun).toEqual([0, 1, 2, 3, 4, 5])
  expect(most).toBe(2)
})
