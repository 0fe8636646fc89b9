import { createHmac, timingSafeEqual } from 'node:crypto'
import { Fault, type FaultShape } from '@rolecall/core'
import type { HttpRequest } from '../http-message.ts'
import { ByteQueue } from './byte-queue.ts'
import { credentialScope } from './credential-scope.ts'
import { payloadHash } from './payload-hash.ts'
import type { Signature } from './signature.ts'
import { signatureFault } from './signature-fault.ts'

const fault = (code: string, status: number): FaultShape => ({ code, status, blame: 'client' })
const invalidChunk = fault('InvalidChunkSizeError', 403)
const malformedTrailer = fault('MalformedTrailerError', 400)
const incompleteBody = fault('IncompleteBody', 400)
const invalidRequest = fault('InvalidRequest', 400)
const missingLength = fault('MissingContentLength', 411)

/** S3's rule for signed chunks. It also bounds how many signatures a body can make us compute. */
const smallestChunk = 8192
const longestLine = 1024
const longestTrailer = 4096

const emptyHash = payloadHash('')

export interface ChunkDecoder {
  /** The bytes that this piece of the body completes and that may be handed on. Throws a `Fault`. */
  push(piece: Uint8Array): Uint8Array[]
  /** The trailing headers, by lower-case name, when the body has ended. Throws a `Fault` if it has not. */
  end(): Record<string, string>
}

export interface ChunkDecoderOptions {
  /** The 32 bytes that also verified the request; needed when the chunks are signed. */
  readonly signingKey?: Uint8Array
  /** The most bytes of a signed chunk, which is held until its signature is known. Default 16 MiB. */
  readonly largestChunk?: number
}

type State = 'size' | 'data' | 'dataEnd' | 'trailer' | 'done'

/**
 * Undoes `aws-chunked`, one piece of the body after the other.
 *
 *     chunk    = size-in-hex [ ";chunk-signature=" HEX ] CRLF bytes CRLF
 *     last     = "0" [ ";chunk-signature=" HEX ] CRLF *( name ":" value CRLF ) [ "x-amz-trailer-signature:" HEX CRLF ] CRLF
 *
 * Each signature covers the one before it, and the first covers the request's, which `verifySignature` has
 * proven. Bytes of a signed chunk are handed on only after its signature; unsigned ones at once. The length
 * must come out as `x-amz-decoded-content-length` says, and every header that `x-amz-trailer` announces must
 * have come. Source: "Signature calculations for the Authorization header: Transferring payload in multiple
 * chunks", Amazon S3 API Reference.
 */
export function chunkDecoder(
  signature: Signature,
  request: Pick<HttpRequest, 'headers'>,
  options: ChunkDecoderOptions = {},
): ChunkDecoder {
  const payload = signature.payload ?? ''
  if (!payload.startsWith('STREAMING-')) throw new TypeError('the body is not aws-chunked')
  const signed = payload.startsWith('STREAMING-AWS4-HMAC-SHA256-PAYLOAD')
  const withTrailer = payload.endsWith('-TRAILER')
  const { signingKey } = options
  if (signed && !signingKey) throw new TypeError('signed chunks need the signing key')
  const largest = signed ? (options.largestChunk ?? 16 * 1024 * 1024) : Number.MAX_SAFE_INTEGER
  const declared = readDecodedLength(request)
  const announced = readAnnounced(request)

  const queue = new ByteQueue()
  let state: State = 'size'
  let previous = signature.signature
  let chunkSignature = ''
  let chunkSize = 0
  let left = 0
  let total = 0
  let sawSmall = false
  const trailers: Record<string, string> = {}
  const trailerText: string[] = []
  let trailerSize = 0
  let trailerSignature: string | undefined

  const prove = (toSign: string, claimed: string) => {
    const expected = createHmac('sha256', signingKey!).update(toSign).digest()
    if (!/^[0-9a-f]{64}$/.test(claimed) || !timingSafeEqual(expected, Buffer.from(claimed, 'hex'))) {
      throw signatureFault(
        'mismatch',
        signature.dialect,
        'The request signature we calculated does not match the signature you provided. Check your key and signing method.',
        {
          AWSAccessKeyId: signature.accessKeyId,
          SignatureProvided: claimed.slice(0, 64),
          StringToSign: toSign,
        },
      )
    }
    previous = claimed
  }
  const context = () => `${signature.timestamp}\n${credentialScope(signature.scope)}\n${previous}`
  const proveChunk = (bytes: Uint8Array) =>
    prove(`AWS4-HMAC-SHA256-PAYLOAD\n${context()}\n${emptyHash}\n${payloadHash(bytes)}`, chunkSignature)

  const readSize = (line: string): State => {
    const [, size, claimed] = /^([0-9a-fA-F]{1,12})(?:;chunk-signature=([0-9a-f]{64}))?$/.exec(line) ?? []
    if (size === undefined || (claimed !== undefined) !== signed) throw unchunked()
    chunkSize = Number.parseInt(size, 16)
    chunkSignature = claimed ?? ''
    if (chunkSize > largest) {
      throw new Fault(invalidChunk, `A chunk must not be larger than ${largest} bytes.`)
    }
    if (total + chunkSize > declared) throw incomplete()
    if (signed && chunkSize > 0 && sawSmall) {
      throw new Fault(invalidChunk, 'Only the last chunk is allowed to have a size less than 8192 bytes', {
        BadChunkSize: chunkSize,
      })
    }
    sawSmall = chunkSize < smallestChunk
    total += chunkSize
    left = chunkSize
    if (chunkSize > 0) return 'data'
    if (signed) proveChunk(new Uint8Array())
    return 'trailer'
  }

  const readTrailer = (line: string): State => {
    if (line === '') {
      finish()
      return 'done'
    }
    trailerSize += line.length
    const colon = line.indexOf(':')
    const name = line.slice(0, colon).toLowerCase()
    const value = line.slice(colon + 1).trim()
    if (colon <= 0 || !withTrailer || trailerSize > longestTrailer || trailerSignature !== undefined) {
      throw malformed()
    }
    if (signed && name === 'x-amz-trailer-signature') trailerSignature = value
    else {
      if (!announced.includes(name) || name in trailers) throw malformed()
      trailers[name] = value
      trailerText.push(`${name}:${value}\n`)
    }
    return 'trailer'
  }

  const finish = () => {
    if (total !== declared) throw incomplete()
    if (withTrailer && announced.some((name) => trailers[name] === undefined)) throw malformed()
    if (!signed || !withTrailer) return
    if (trailerSignature === undefined) throw malformed()
    prove(`AWS4-HMAC-SHA256-TRAILER\n${context()}\n${payloadHash(trailerText.join(''))}`, trailerSignature)
  }

  const readData = (out: Uint8Array[]): boolean => {
    if (!signed) {
      const bytes = queue.takeUpTo(left)
      if (!bytes) return false
      out.push(bytes)
      left -= bytes.length
      if (left === 0) state = 'dataEnd'
      return true
    }
    const bytes = queue.take(left)
    if (!bytes) return false
    proveChunk(bytes)
    out.push(bytes)
    state = 'dataEnd'
    return true
  }

  const readLine = (): boolean => {
    const line = queue.takeLine(longestLine)
    if (line === undefined) return false
    if (line === null || (state === 'dataEnd' && line !== '')) throw unchunked()
    state = state === 'size' ? readSize(line) : state === 'trailer' ? readTrailer(line) : 'size'
    return true
  }

  return {
    push(piece) {
      queue.add(piece)
      const out: Uint8Array[] = []
      while (state !== 'done' && (state === 'data' ? readData(out) : readLine())) {
        // Each turn consumes bytes or stops.
      }
      if (state === 'done' && queue.length > 0) throw malformed()
      return out
    },
    end() {
      if (state !== 'done') throw incomplete()
      return trailers
    },
  }
}

function incomplete(): Fault {
  return new Fault(
    incompleteBody,
    'You did not provide the number of bytes specified by the Content-Length HTTP header',
  )
}

function unchunked(): Fault {
  return new Fault(incompleteBody, 'The request body is not properly chunked.')
}

function malformed(): Fault {
  return new Fault(
    malformedTrailer,
    'The request contained trailing data that was not well-formed or did not conform to our published schema.',
  )
}

function readDecodedLength(request: Pick<HttpRequest, 'headers'>): number {
  const text = request.headers.get('x-amz-decoded-content-length')
  if (text === undefined || !/^\d{1,15}$/.test(text)) {
    throw new Fault(missingLength, 'You must provide the Content-Length HTTP header.')
  }
  return Number(text)
}

function readAnnounced(request: Pick<HttpRequest, 'headers'>): readonly string[] {
  const names = (request.headers.get('x-amz-trailer') ?? '')
    .split(',')
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name !== '')
  if (names.length > 10 || names.some((name) => !/^x-amz-[a-z0-9-]{1,80}$/.test(name))) {
    throw new Fault(invalidRequest, 'The value specified in the x-amz-trailer header is not supported')
  }
  return names
}
