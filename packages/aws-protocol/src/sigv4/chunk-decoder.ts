import type { HttpRequest } from '../http-request.ts'
import { ByteQueue } from './byte-queue.ts'
import { type ChunkChain, chunkChain } from './chunk-chain.ts'
import { chunkFault } from './chunk-fault.ts'
import { type ChunkTrailer, chunkTrailer } from './chunk-trailer.ts'
import type { Signature } from './signature.ts'

/** S3's rule for signed chunks. It also bounds how many signatures a body can make us compute. */
const smallestChunk = 8192
const largestChunk = 16 * 1024 * 1024
const longestLine = 1024

export interface ChunkDecoder {
  /** The bytes that this piece of the body completes and that may be handed on. Throws a `Fault`. */
  push(piece: Uint8Array): Uint8Array[]
  /** The trailing headers by lower-case name, when the body has ended. Throws a `Fault` when it has not. */
  end(): Record<string, string>
}

export interface ChunkDecoderOptions {
  /** The 32 bytes that also verified the request; needed when the chunks are signed. */
  readonly signingKey?: Uint8Array
  /** The most bytes of a signed chunk, which is held until its signature is known. Default 16 MiB. */
  readonly largestChunk?: number
}

type State = 'size' | 'data' | 'dataEnd' | 'trailer' | 'done' | 'refused'

/**
 * Undoes `aws-chunked`, one piece of the body after the other.
 *
 *     chunk = size-in-hex [ ";chunk-signature=" HEX ] CRLF bytes CRLF
 *     last  = "0" [ ";chunk-signature=" HEX ] CRLF *( name ":" value CRLF ) CRLF
 *
 * Bytes of a signed chunk are handed on only after its signature, unsigned ones at once. The length must come
 * out as `x-amz-decoded-content-length` says. After a fault nothing more is handed on. Source: "Signature
 * calculations for the Authorization header: Transferring payload in multiple chunks", Amazon S3 API Reference.
 */
export function chunkDecoder(
  signature: Signature,
  request: Pick<HttpRequest, 'headers'>,
  options: ChunkDecoderOptions = {},
): ChunkDecoder {
  return new Decoder(signature, request, options)
}

class Decoder implements ChunkDecoder {
  readonly #queue = new ByteQueue()
  readonly #chain: ChunkChain | undefined
  readonly #trailer: ChunkTrailer | undefined
  readonly #largest: number
  readonly #declared: number
  #state: State = 'size'
  #total = 0
  /** Bytes of this chunk that are still to come. */
  #left = 0
  #claimed = ''
  #sawSmall = false
  #headers: Record<string, string> = {}

  constructor(signature: Signature, request: Pick<HttpRequest, 'headers'>, options: ChunkDecoderOptions) {
    const payload = signature.payload ?? ''
    if (!payload.startsWith('STREAMING-')) throw new TypeError('the body is not aws-chunked')
    const signed = payload.startsWith('STREAMING-AWS4-HMAC-SHA256-PAYLOAD')
    if (signed && !options.signingKey) throw new TypeError('signed chunks need the signing key')
    this.#chain = signed ? chunkChain(signature, options.signingKey!) : undefined
    this.#trailer = payload.endsWith('-TRAILER') ? chunkTrailer(request, signed) : undefined
    this.#largest = signed ? (options.largestChunk ?? largestChunk) : Number.MAX_SAFE_INTEGER
    const length = request.headers.get('x-amz-decoded-content-length')
    if (length === undefined || !/^\d{1,15}$/.test(length)) throw chunkFault('noLength')
    this.#declared = Number(length)
  }

  push(piece: Uint8Array): Uint8Array[] {
    if (this.#state === 'refused') throw chunkFault('unchunked')
    this.#queue.add(piece)
    const out: Uint8Array[] = []
    try {
      while (this.#state !== 'done' && (this.#state === 'data' ? this.#readData(out) : this.#readLine())) {
        // Each turn consumes bytes or stops.
      }
      if (this.#state === 'done' && this.#queue.length > 0) throw chunkFault('trailer')
    } catch (problem) {
      this.#state = 'refused'
      throw problem
    }
    return out
  }

  end(): Record<string, string> {
    if (this.#state !== 'done') throw chunkFault('incomplete')
    return this.#headers
  }

  #readData(out: Uint8Array[]): boolean {
    const bytes = this.#chain ? this.#queue.take(this.#left) : this.#queue.takeUpTo(this.#left)
    if (!bytes) return false
    this.#chain?.chunk(bytes, this.#claimed)
    out.push(bytes)
    this.#left -= bytes.length
    if (this.#left === 0) this.#state = 'dataEnd'
    return true
  }

  #readLine(): boolean {
    const line = this.#queue.takeLine(longestLine)
    if (line === undefined) return false
    if (line === null) throw chunkFault('unchunked')
    if (this.#state === 'size') this.#readSize(line)
    else if (this.#state === 'trailer') this.#readTrailer(line)
    else if (line !== '') throw chunkFault('unchunked')
    else this.#state = 'size'
    return true
  }

  #readSize(line: string): void {
    const [, digits, claimed] = /^([0-9a-fA-F]{1,12})(?:;chunk-signature=([0-9a-f]{64}))?$/.exec(line) ?? []
    if (digits === undefined || (claimed !== undefined) !== (this.#chain !== undefined)) {
      throw chunkFault('unchunked')
    }
    const size = Number.parseInt(digits, 16)
    if (size > this.#largest) throw chunkFault('largeChunk')
    if (this.#total + size > this.#declared) throw chunkFault('incomplete')
    if (this.#chain && size > 0 && this.#sawSmall) throw chunkFault('smallChunk')
    this.#sawSmall = size < smallestChunk
    this.#total += size
    this.#left = size
    this.#claimed = claimed ?? ''
    if (size > 0) this.#state = 'data'
    else {
      this.#chain?.chunk(new Uint8Array(), this.#claimed)
      this.#state = 'trailer'
    }
  }

  #readTrailer(line: string): void {
    if (line !== '') {
      if (!this.#trailer) throw chunkFault('trailer')
      this.#trailer.add(line)
      return
    }
    if (this.#total !== this.#declared) throw chunkFault('incomplete')
    if (this.#trailer) {
      const { headers, text, signature } = this.#trailer.finish()
      this.#chain?.trailer(text, signature ?? '')
      this.#headers = headers
    }
    this.#state = 'done'
  }
}
