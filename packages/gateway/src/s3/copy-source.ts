import { RequestHeaders } from '@rolecall/aws-protocol'
import { Fault } from '@rolecall/core'
import type { Backend } from '../gateway-tools.ts'
import { refuseKey } from './refuse-key.ts'
import { s3Address } from './s3-address.ts'
import { s3Path } from './s3-path.ts'
import { uriEncode } from './uri-encode.ts'

/** The object that is copied from. */
export interface CopySource {
  readonly bucket: string
  readonly key: string
  readonly versionId?: string | undefined
  /** The header in its one spelling. */
  readonly header: string
}

const noHeaders = RequestHeaders.from({})

/**
 *     x-amz-copy-source = [ "/" ] bucket "/" key [ "?versionId=" id ]
 *
 * The key is percent-encoded. A bare `+` is a space to some readers and a plus to others; write `%2B` or `%20`.
 * Access points and other ARNs are not understood.
 */
export function copySource(header: string, backend: Backend): CopySource {
  const question = header.indexOf('?')
  const path = question < 0 ? header : header.slice(0, question)
  const query = question < 0 ? undefined : header.slice(question + 1)
  const [, id] = /^versionId=([A-Za-z0-9._~%-]{1,1024})$/.exec(query ?? '') ?? []
  if ((query !== undefined && id === undefined) || path.includes('+')) throw refuse()
  const spaced = path.replaceAll(' ', '%20')
  const { bucket, key } = s3Address({
    path: spaced.startsWith('/') ? spaced : `/${spaced}`,
    headers: noHeaders,
  })
  if (bucket === undefined || key === undefined) throw refuse()
  refuseKey({ bucket, key }, backend)
  const versionId = id === undefined ? undefined : decodeVersion(id)
  const version = versionId === undefined ? '' : `?versionId=${uriEncode(versionId)}`
  return { bucket, key, versionId, header: `${s3Path({ bucket, key })}${version}` }
}

function decodeVersion(id: string): string {
  try {
    return decodeURIComponent(id)
  } catch {
    throw refuse()
  }
}

function refuse(): Fault {
  return new Fault(
    { code: 'InvalidArgument', status: 400, blame: 'client' },
    'Copy Source must mention the source bucket and key: sourcebucket/sourcekey, percent-encoded',
    { ArgumentName: 'x-amz-copy-source' },
  )
}
