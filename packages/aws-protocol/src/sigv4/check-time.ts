import type { Fault } from '@rolecall/core'
import { amzDate } from './amz-date.ts'
import type { Signature } from './signature.ts'
import { signatureFault } from './signature-fault.ts'

/** How far the clocks may be apart, in milliseconds; also the life of a signature in a header. */
const skew = 15 * 60_000

/**
 * Why a signature is too old or too new at `now`, or `undefined`. A presigned one lives as long as it says, or
 * `lifetime` seconds if the verifier decides that: a kubectl token is good for 15 minutes whatever it says.
 */
export function checkTime(signature: Signature, now: number, lifetime?: number): Fault | undefined {
  const { dialect, form, time, timestamp } = signature
  const at = amzDate.format(now)
  if (time > now + skew) {
    return signatureFault(
      form === 'query' ? 'expired' : 'skewed',
      dialect,
      {
        default: `Signature not yet current: ${timestamp} is still later than ${amzDate.format(now + skew)} (${at} + 15 min.)`,
        s3:
          form === 'query'
            ? 'Request is not yet valid'
            : 'The difference between the request time and the current time is too large.',
      },
      s3Times(signature, now),
    )
  }
  const life = form === 'query' ? 1000 * (lifetime ?? signature.expires ?? skew / 1000) : skew
  if (now <= time + life) return undefined
  const span = life % 60_000 === 0 ? `${life / 60_000} min.` : `${life / 1000} sec.`
  return signatureFault(
    form === 'query' ? 'expired' : 'skewed',
    dialect,
    {
      default: `Signature expired: ${timestamp} is now earlier than ${amzDate.format(now - life)} (${at} - ${span})`,
      s3:
        form === 'query'
          ? 'Request has expired'
          : 'The difference between the request time and the current time is too large.',
    },
    s3Times(signature, now),
  )
}

function s3Times(signature: Signature, now: number): Record<string, string> {
  const iso = (time: number) => new Date(time).toISOString().replace(/\.\d+/, '')
  const server = { ServerTime: iso(now) }
  return signature.form === 'header'
    ? { RequestTime: signature.timestamp, ...server, MaxAllowedSkewMilliseconds: String(skew) }
    : {
        'X-Amz-Expires': String(signature.expires ?? skew / 1000),
        Expires: iso(signature.time + 1000 * (signature.expires ?? skew / 1000)),
        ...server,
      }
}
