import type { Backend } from '../gateway-tools.ts'
import { AddressFault } from './address-fault.ts'
import type { S3Address } from './s3-address.ts'

/**
 * Refuses a key that the backend, or a proxy before it, might take for another: `a/../b` is a key like any
 * other to S3, and `b` to whoever treats keys as paths. A slash at the end is a key's own, as consoles make
 * folders, and stays.
 */
export function refuseKey({ bucket, key }: S3Address, backend: Pick<Backend, 'exactKeys'>): void {
  if (key === undefined) return
  const segments = key.split('/')
  const folder = segments.at(-1) === '' && segments.length > 1
  const named = folder ? segments.slice(0, -1) : segments
  const plain = named.every((segment) => segment !== '' && segment !== '.' && segment !== '..')
  if (key.includes('\0') || (!backend.exactKeys && !plain)) {
    throw new AddressFault({ bucket, key }, true, [
      { code: 'InvalidArgument', status: 400, blame: 'client' },
      'This gateway refuses the key: the service behind it could take it for another one.',
      { ArgumentName: 'key', ArgumentValue: key },
    ])
  }
}
