import type { MasterKeys } from './master-key.ts'
import { seal, unseal } from './seal.ts'

/** Seals the secrets that stand in records: access keys and signing keys. */
export interface Vault {
  /** @param place where the secret stands, such as `access key AKIA…`: it opens there only. */
  close(place: string, secret: string): string
  /** @throws Error when the master key that sealed it is gone. */
  open(place: string, sealed: string): string
}

/** A vault over the master keys. */
export function vault(keys: MasterKeys): Vault {
  return {
    close: (place, secret) => seal(keys, 'record', secret, place).toString('base64'),
    open(place, sealed) {
      const secret = unseal(keys, 'record', Buffer.from(sealed, 'base64'), place)
      if (secret === undefined) throw new Error(`no master key opens the secret of ${place}`)
      return secret.toString()
    },
  }
}
