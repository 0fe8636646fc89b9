import { createHash } from 'node:crypto'
import type { Outgoing } from '../call/guarded-call.ts'

const ofTheFirst = /^(?:content-md5|x-amz-checksum-.*|x-amz-sdk-checksum-algorithm)$/

/**
 * The request with another body.
 *
 * @param ownChecksums checksum headers are of the object and not of the body, and stay.
 */
export function rewrittenBody(outgoing: Outgoing, text: string, ownChecksums: boolean): Outgoing {
  const body = Buffer.from(text)
  const headers: Record<string, string> = {}
  for (const [name, value] of Object.entries(outgoing.headers)) {
    if (name !== 'content-md5' && (ownChecksums || !ofTheFirst.test(name))) headers[name] = value
  }
  headers['content-type'] = 'application/xml'
  headers['content-md5'] = createHash('md5').update(body).digest('base64')
  return { ...outgoing, headers, body }
}
