import { Fault } from '@rolecall/core'
import type { RequestHead } from '../gateway-tools.ts'
import { AddressFault } from './address-fault.ts'

/** What a request is about: nothing, a bucket, or an object in it. */
export interface S3Address {
  readonly bucket?: string | undefined
  /** Decoded once; dots, slashes and escapes in it stand for themselves. */
  readonly key?: string | undefined
}

/** Names that S3 gives today. Old ones with capitals and underscores are refused: hosts cannot spell them. */
const bucketName = /^[a-z0-9](?:[a-z0-9-]|\.(?=[a-z0-9])){1,61}[a-z0-9]$/

/**
 * Reads bucket and key from host and path.
 *
 *     path  = "/" [ bucket [ "/" key ] ]
 *     host  = bucket ".s3." … and then path = "/" [ key ]
 *
 * All of it is written by the caller. It is understood in one way, whatever the backend would make of it, and
 * the backend is asked in another spelling that leaves nothing to understand.
 */
export function s3Address(head: Pick<RequestHead, 'path' | 'headers'>): S3Address {
  const { path } = head
  // An absolute target (`GET http://…`), a fragment, or bytes outside ASCII: two readers, two meanings.
  if (!path.startsWith('/') || !/^[\x21-\x7e]*$/.test(path) || /[#?\\]/.test(path)) throw invalidUri()
  const hosted = bucketOfHost(head.headers.get('host') ?? '')
  if (hosted !== undefined) return address(hosted, path.slice(1))
  if (path === '/') return {}
  const slash = path.indexOf('/', 1)
  const bucket = decode(slash < 0 ? path.slice(1) : path.slice(1, slash))
  return address(bucket, slash < 0 ? '' : path.slice(slash + 1))
}

function address(bucket: string, rest: string): S3Address {
  if (!bucketName.test(bucket)) {
    const named = bucket.slice(0, 100)
    throw new AddressFault({ bucket: named, ...(rest === '' ? {} : { key: rest.slice(0, 1024) }) }, false, [
      { code: 'InvalidBucketName', status: 400, blame: 'client' },
      'The specified bucket is not valid.',
      { BucketName: named },
    ])
  }
  if (rest === '') return { bucket }
  const key = decode(rest)
  if (Buffer.byteLength(key) > 1024) {
    throw new AddressFault({ bucket, key: key.slice(0, 1024) }, true, [
      { code: 'KeyTooLongError', status: 400, blame: 'client' },
      'Your key is too long',
    ])
  }
  return { bucket, key }
}

const marker = /^s3(?:-fips|-[a-z]{2}(?:-[a-z]+)+-\d+)?$/

/** The labels before `s3`, as in `shop.reports.s3.eu-west-1.example.com`. */
function bucketOfHost(host: string): string | undefined {
  const labels = host.toLowerCase().replace(/:\d+$/, '').split('.')
  const markers = labels.flatMap((label, at) => (marker.test(label) ? [at] : []))
  if (markers.length > 1) throw invalidUri()
  const at = markers[0] ?? 0
  if (at > 0) return labels.slice(0, at).join('.')
  // Endpoints of AWS with other rules: websites, accelerate, access points, object lambda, express.
  if (host.includes('amazonaws.com') && labels.some((label, place) => place > 0 && label.startsWith('s3'))) {
    throw invalidUri()
  }
  return undefined
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    throw invalidUri()
  }
}

function invalidUri(): Fault {
  return new Fault({ code: 'InvalidURI', status: 400, blame: 'client' }, "Couldn't parse the specified URI.")
}
