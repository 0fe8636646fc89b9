import type { Clock } from '@rolecall/core'

/** Credentials of the node role. */
export interface RoleCredentials {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly sessionToken: string
  /** Milliseconds since the epoch. */
  readonly expiration: number
  /** When they were issued; milliseconds since the epoch. */
  readonly issuedAt: number
}

export interface NodeCredentials {
  /** The present set; `undefined` when there is none that is still good. Never rejects. */
  get(): Promise<RoleCredentials | undefined>
}

/** A new set is there this long before the old one ends: SDKs ask again five minutes before. */
const aheadMs = 15 * 60_000
/** After a failure the provider is asked no more often than this. */
const pauseMs = 10_000

/**
 * The credentials of the node role, renewed ahead of their end. Whoever asks first after that starts the renewal, and
 * is answered with the set at hand. In an outage that set serves until it ends, and not a moment longer.
 */
export function nodeCredentials(tools: {
  readonly assume: () => Promise<Omit<RoleCredentials, 'issuedAt'>>
  readonly clock: Clock
  readonly failed: (error: unknown) => void
}): NodeCredentials {
  const { assume, clock, failed } = tools
  let held: RoleCredentials | undefined
  let pending: Promise<void> | undefined
  let notBefore = 0

  const renew = async () => {
    const issuedAt = clock()
    try {
      held = { ...(await assume()), issuedAt }
    } catch (error) {
      notBefore = clock() + pauseMs
      failed(error)
    } finally {
      pending = undefined
    }
  }
  const isGood = () => held !== undefined && clock() < held.expiration

  return {
    async get() {
      const isDue = held === undefined || clock() >= held.expiration - aheadMs
      if (isDue && !pending && clock() >= notBefore) pending = renew()
      if (!isGood()) await pending
      return isGood() ? held : undefined
    },
  }
}
