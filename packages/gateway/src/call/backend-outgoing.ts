import type { CallBody } from './call-body.ts'
import type { Outgoing } from './guarded-call.ts'

/**
 * A request with its trailers as headers. Trailers are known in time only when the body was read before it is
 * forwarded; of a stream they have been verified, and end here.
 */
export function backendOutgoing(outgoing: Outgoing, body: CallBody | undefined): Outgoing {
  if (!body || outgoing.body !== undefined) return outgoing
  if (ArrayBuffer.isView(body.bytes)) {
    const sums = [...body.trailers].filter(([name]) => name.startsWith('x-amz-checksum-'))
    return sums.length === 0
      ? outgoing
      : { ...outgoing, headers: { ...outgoing.headers, ...Object.fromEntries(sums) } }
  }
  const announced = Object.keys(outgoing.headers).some((name) => name.startsWith('x-amz-checksum-'))
  if (announced) return outgoing
  // An algorithm without its sum would be refused by S3.
  const { 'x-amz-sdk-checksum-algorithm': _, ...headers } = outgoing.headers
  return { ...outgoing, headers }
}
