import { createHmac, randomBytes } from 'node:crypto'

/** Of this process alone, so that nobody can choose a token by what its digest looks like. */
const key = randomBytes(32)

/** Stands for a token in tables, without being one. */
export function tokenDigest(token: string): Buffer {
  return createHmac('sha256', key).update(token).digest()
}
