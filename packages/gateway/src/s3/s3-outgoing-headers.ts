import type { RequestHeaders } from '@rolecall/aws-protocol'
import { Fault } from '@rolecall/core'
import { checksums } from '../body/checksums.ts'
import type { S3Members } from './s3-members.ts'

/** Headers of HTTP that change nothing about what is asked. */
const plain = ['accept', 'cache-control', 'content-type', 'user-agent']

/** What belongs to the signature or to the way of the body, and ends here. */
const ending = new Set([
  'x-amz-content-sha256',
  'x-amz-date',
  'x-amz-decoded-content-length',
  'x-amz-expected-bucket-owner',
  'x-amz-security-token',
  'x-amz-source-expected-bucket-owner',
  'x-amz-trailer',
  'x-amz-user-agent',
])

/**
 * The headers that go to the backend: those the operation knows and a few of HTTP. All others end here; one of
 * Amazon's that the operation does not know is refused, because the backend might know it.
 */
export function s3OutgoingHeaders(headers: RequestHeaders, members: S3Members): Record<string, string> {
  const outgoing: Record<string, string> = {}
  for (const name of headers.names()) {
    const modelled =
      members.headers.has(name) ||
      members.prefixes.some((prefix) => name.startsWith(prefix)) ||
      // The model names the algorithm of the body's checksum, and not the header it comes in.
      (members.headers.has('x-amz-sdk-checksum-algorithm') && Object.hasOwn(checksums, name))
    if (ending.has(name) || name === 'content-length') continue
    if (!modelled && name.startsWith('x-amz-')) throw refuse(name, 'does not belong to this operation')
    if (!modelled && !plain.includes(name)) continue
    if (headers.all(name).length > 1 && !members.lists.has(name) && !plain.includes(name)) {
      throw refuse(name, 'is given more than once')
    }
    outgoing[name] = headers.get(name)!
  }
  const encoding = outgoing['content-encoding']
  if (encoding !== undefined) {
    delete outgoing['content-encoding']
    const left = encoding.split(',').filter((one) => one.trim().toLowerCase() !== 'aws-chunked')
    if (left.length > 0) outgoing['content-encoding'] = left.map((one) => one.trim()).join(',')
  }
  return outgoing
}

function refuse(name: string, why: string): Fault {
  return new Fault(
    { code: 'InvalidArgument', status: 400, blame: 'client' },
    `The header ${name} ${why}, and this gateway forwards nothing it does not understand.`,
    { ArgumentName: name },
  )
}
