import { RequestHeaders, signRequest } from '@rolecall/aws-protocol'
import type { ServeProcess } from './serve-process.ts'

/** A call of the Query protocol that the administrator signed now: good for minutes, however often it is sent. */
export function signedCall(
  { url, credentials }: Pick<ServeProcess, 'url' | 'credentials'>,
  service: string,
  input: Readonly<Record<string, string>>,
): { readonly body: string; readonly headers: Record<string, string> } {
  const body = new URLSearchParams(input).toString()
  const fields = { host: new URL(url).host, 'content-type': 'application/x-www-form-urlencoded' }
  const signed = signRequest(
    { method: 'POST', path: '/', query: '', headers: RequestHeaders.from(fields), body: Buffer.from(body) },
    credentials,
    { service, region: 'us-east-1', time: Date.now() },
  )
  return { body, headers: { 'content-type': fields['content-type'], ...signed } }
}
