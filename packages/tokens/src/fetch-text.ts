import { isUntrustedCertificate } from './is-untrusted-certificate.ts'
import { refuseKeySet } from './refuse-key-set.ts'

/** The part of `fetch` that is used, so that a test can answer in its place. */
export type FetchLike = (url: string, init: RequestInit) => Promise<Response>

/**
 * Fetches a small text over the network it is handed. The other side may be hostile: it gets no redirects,
 * which could lead it to addresses only we can reach, no more than `longest` bytes, and only so much time
 * for all of its answer, also when the function handed in does not heed the signal.
 */
export async function fetchText(fetch: FetchLike, url: string, longest: number, timeoutMs: number) {
  const signal = AbortSignal.timeout(timeoutMs)
  const timeout = Promise.withResolvers<ReturnType<typeof refuseKeySet>>()
  const giveUp = () => timeout.resolve(refuseKeySet('unreachable', `no answer within ${timeoutMs} ms`))
  signal.addEventListener('abort', giveUp)
  try {
    return await Promise.race([timeout.promise, request(fetch, url, longest, signal)])
  } catch (error) {
    // What the network layer says may hold addresses of ours.
    return refuseKeySet(isUntrustedCertificate(error) ? 'untrusted' : 'unreachable')
  } finally {
    signal.removeEventListener('abort', giveUp)
  }
}

async function request(fetch: FetchLike, url: string, longest: number, signal: AbortSignal) {
  const response = await fetch(url, {
    // A kube-apiserver answers 406 to who takes no `application/jwk-set+json` for its keys.
    headers: { accept: 'application/json, application/jwk-set+json, */*' },
    redirect: 'error',
    signal,
  })
  if (response.status !== 200) {
    await response.body?.cancel()
    return refuseKeySet('bad-answer', `status ${response.status}`)
  }
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of response.body ?? []) {
    length += chunk.length
    // Leaving the loop cancels the body.
    if (length > longest) return refuseKeySet('bad-answer', `more than ${longest} bytes`)
    chunks.push(chunk)
  }
  return decode(Buffer.concat(chunks))
}

function decode(bytes: Uint8Array) {
  try {
    return { ok: true, text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) } as const
  } catch {
    return refuseKeySet('bad-answer', 'no UTF-8')
  }
}
