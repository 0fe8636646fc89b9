import type { RemoteKeySets } from '@rolecall/tokens'
import type { Logger } from '../logger.ts'

/** Issuers whose last failure is kept in memory; the one that failed first is forgotten first. */
const mostTold = 1000

/**
 * The same key sets, but why there are none is in the log: once, until they are there again or fail otherwise. Callers
 * are told in AWS's words, which do not say it.
 */
export function tellingKeySets(keySets: RemoteKeySets, log: Logger): RemoteKeySets {
  const told = new Map<string, string>()
  return {
    async get(issuer, keyId) {
      const reading = await keySets.get(issuer, keyId)
      if (reading.ok) {
        told.delete(issuer)
        return reading
      }
      const { code, message } = reading.refusal
      if (told.get(issuer) === code) return reading
      const [oldest] = told.keys()
      if (oldest !== undefined && told.size >= mostTold) told.delete(oldest)
      told.set(issuer, code)
      const mend =
        code === 'untrusted'
          ? {
              mend: 'name that authority in NODE_EXTRA_CA_CERTS, or register the cluster with it (rolecall cluster register)',
            }
          : {}
      log.warn({ issuer, reason: message, ...mend }, 'no keys to verify tokens of an issuer with')
      return reading
    },
  }
}
