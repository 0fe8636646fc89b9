import type { EKSClient } from '@aws-sdk/client-eks'
import { sendExtension } from './send-extension.ts'
import type { StatedIssuer } from './stated-issuer.ts'
import type { WayOfKeys } from './way-of-keys.ts'

interface Answer {
  readonly cluster?: { readonly identity?: unknown }
  readonly changed?: boolean
}

/** Tells the server the issuer of a connected cluster: Rolecall's own `PutClusterIssuer`. */
export async function putIssuer(
  eks: EKSClient,
  name: string,
  { issuer, keys, ca, endpoint }: StatedIssuer,
  way: WayOfKeys['way'],
): Promise<'changed' | 'already'> {
  const certificateAuthority = ca === undefined ? undefined : { data: Buffer.from(ca).toString('base64') }
  const body = {
    issuer,
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(way === 'uploaded' ? { keys } : {}),
    // With keys it only says by what the endpoint proves itself; without, it would be what the issuer is asked by.
    ...(certificateAuthority && way !== 'fetched' && issuer.startsWith('https:')
      ? { certificateAuthority }
      : {}),
  }
  const path = `/clusters/${encodeURIComponent(name)}/issuer`
  const { changed } = (await sendExtension(eks, { method: 'PUT', path, body })) as Answer
  return changed ? 'changed' : 'already'
}
