import { chunkDecoder, type Signature } from '@rolecall/aws-protocol'
import { verifiedBody } from '../body/verified-body.ts'
import { wholeBody } from '../body/whole-body.ts'
import type { Authenticated } from './authenticate.ts'
import type { Exchange } from './exchange.ts'
import { gatewayFault } from './gateway-fault.ts'

/** Bodies up to this length are read and verified before anything of them is forwarded. */
const smallBody = 1024 * 1024
/** The most that is held of one chunk until its signature is known. */
const largestChunk = 4 * 1024 * 1024

/** A body that turns out right or throws. */
export interface CallBody {
  readonly bytes: Uint8Array | AsyncIterable<Uint8Array>
  readonly length: number
  /** Filled when the body has ended. */
  readonly trailers: ReadonlyMap<string, string>
}

/** The body of a call as its operation needs it; `undefined` when it has none to forward. */
export async function callBody(
  exchange: Exchange,
  authenticated: Authenticated,
): Promise<CallBody | undefined> {
  const { call, service, incoming, arrival, signature } = exchange
  if (!call || call.body === 'none') return undefined
  const { headers } = arrival.head
  const payload = headers.get('x-amz-content-sha256') ?? ''
  const chunked = payload.startsWith('STREAMING-')
  const refuse = (...of: Parameters<typeof gatewayFault> extends [unknown, ...infer Rest] ? Rest : never) =>
    gatewayFault(service, ...of)
  const decoder = chunked
    ? chunkDecoder(provable(exchange, signature, payload, authenticated), arrival.head, {
        largestChunk,
        ...(authenticated.signingKey ? { signingKey: authenticated.signingKey } : {}),
      })
    : undefined
  const declared = headers.get(chunked ? 'x-amz-decoded-content-length' : 'content-length')
  // Without a length there is none to hold the body to, nor to tell the backend.
  if (declared === undefined && headers.has('transfer-encoding')) throw refuse('noLength')
  const length = Number(declared ?? 0)
  if (call.body === 'whole' && length > service.largestBody) throw refuse('tooLarge')
  const trailers = new Map<string, string>()
  const claims = {
    headers,
    length,
    sha256: authenticated.bodySha256,
    decoder,
    ownChecksums: call.ownChecksums === true,
    refuse,
  }
  const pieces = verifiedBody(incoming, claims, trailers)
  const bytes = call.body === 'whole' || length <= smallBody ? await wholeBody(pieces) : pieces
  return { bytes, length, trailers }
}

/** The signature that the chunks follow from. Somebody unsigned signs no chunks. */
function provable(
  { service }: Exchange,
  signature: Signature | undefined,
  payload: string,
  { signingKey }: Authenticated,
): Signature {
  const signedChunks = payload.startsWith('STREAMING-AWS4-')
  if (signature && (signingKey || !signedChunks)) return signature
  throw gatewayFault(
    service,
    'badRequest',
    'A body in chunks needs a signature that this gateway can verify.',
  )
}
