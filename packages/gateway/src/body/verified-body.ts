import { createHash } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { ChunkDecoder, RequestHeaders } from '@rolecall/aws-protocol'
import type { Fault } from '@rolecall/core'
import type { GatewayRefusal } from '../call/gateway-fault.ts'
import { type Checksum, checksums } from './checksums.ts'

/** What a body must turn out to be. */
export interface BodyClaims {
  readonly headers: RequestHeaders
  /** After decoding, in bytes. */
  readonly length: number
  /** In hex, when the signature covers the body. */
  readonly sha256: string | undefined
  /** Undoes `aws-chunked`, and verifies what signs the chunks. */
  readonly decoder: ChunkDecoder | undefined
  /** The checksums that are announced are of something else. */
  readonly ownChecksums: boolean
  readonly refuse: (refusal: GatewayRefusal, message?: string) => Fault
}

/**
 * The body in pieces, none of which is handed on before it is known whether the next one fits: the last piece
 * comes only after length, hash, chunk signatures, trailers and checksums have been found right. Whoever
 * forwards the pieces under the declared length has therefore an incomplete body until then, which no backend
 * takes for an object.
 *
 * The trailers are put into `trailers` before the last piece. Throws a `Fault` for everything that is wrong.
 */
export async function* verifiedBody(
  incoming: IncomingMessage,
  claims: BodyClaims,
  trailers: Map<string, string> = new Map(),
): AsyncGenerator<Uint8Array> {
  const { decoder, length, sha256, refuse } = claims
  const hash = sha256 === undefined ? undefined : createHash('sha256')
  const running = announcedChecksums(claims)
  let total = 0
  let held: Uint8Array | undefined
  for await (const piece of pieces(incoming, refuse)) {
    for (const bytes of decoder ? decoder.push(piece) : [piece]) {
      if (bytes.length === 0) continue
      total += bytes.length
      if (total > length) throw refuse('incomplete')
      hash?.update(bytes)
      for (const checksum of running.values()) checksum.update(bytes)
      if (held) yield held
      held = bytes
    }
  }
  for (const [name, value] of Object.entries(decoder?.end() ?? {})) trailers.set(name, value)
  if (total !== length) throw refuse('incomplete')
  if (hash && hash.digest('hex') !== sha256) throw refuse('badHash')
  for (const [name, checksum] of running) {
    const claimed = claims.headers.get(name) ?? trailers.get(name)
    if (claimed !== checksum.digest()) throw refuse('badDigest')
  }
  if (held) yield held
}

/** The sums to run, by header or trailer. */
function announcedChecksums({ headers, ownChecksums, refuse }: BodyClaims): ReadonlyMap<string, Checksum> {
  const running = new Map<string, Checksum>()
  if (!ownChecksums) {
    for (const [name, start] of Object.entries(checksums)) if (headers.has(name)) running.set(name, start())
  }
  for (const announced of (headers.get('x-amz-trailer') ?? '').split(',')) {
    const name = announced.trim().toLowerCase()
    if (!name.startsWith('x-amz-checksum-')) continue
    const start = Object.hasOwn(checksums, name) ? checksums[name] : undefined
    // It would be lost on the way, and with it what was promised about the body.
    if (!start) throw refuse('badRequest', `This gateway cannot verify ${name.slice(0, 60)} in a trailer.`)
    running.set(name, start())
  }
  return running
}

/** Leaves the socket open when it is left early, so that the refusal can be answered. */
async function* pieces(incoming: IncomingMessage, refuse: BodyClaims['refuse']): AsyncGenerator<Uint8Array> {
  try {
    for await (const piece of incoming.iterator({ destroyOnReturn: false })) yield piece as Uint8Array
  } catch {
    throw refuse('incomplete')
  }
}
