import { Fault } from '@rolecall/core'

const rows = {
  incomplete: [
    'IncompleteBody',
    400,
    'You did not provide the number of bytes specified by the Content-Length HTTP header',
  ],
  unchunked: ['IncompleteBody', 400, 'The request body is not properly chunked.'],
  noLength: ['MissingContentLength', 411, 'You must provide the Content-Length HTTP header.'],
  smallChunk: [
    'InvalidChunkSizeError',
    403,
    'Only the last chunk is allowed to have a size less than 8192 bytes',
  ],
  largeChunk: ['InvalidChunkSizeError', 403, 'A chunk of the request body is too large.'],
  trailer: [
    'MalformedTrailerError',
    400,
    'The request contained trailing data that was not well-formed or did not conform to our published schema.',
  ],
  trailerName: ['InvalidRequest', 400, 'The value specified in the x-amz-trailer header is not supported'],
} as const satisfies Record<string, readonly [code: string, status: number, message: string]>

/** What can be wrong with a body in chunks, in S3's words. */
export function chunkFault(problem: keyof typeof rows): Fault {
  const [code, status, message] = rows[problem]
  return new Fault({ code, status, blame: 'client' }, message)
}
