import type { IncomingHttpHeaders } from 'node:http'

/** What belongs to one connection, and what would lead the client past the gateway. */
const ending = new Set([
  'alt-svc',
  'connection',
  'keep-alive',
  'location',
  'proxy-authenticate',
  'proxy-connection',
  'set-cookie',
  'strict-transport-security',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'www-authenticate',
  'x-amz-request-id',
  'x-amzn-requestid',
])

/** The headers of the backend's answer that go to the client, with the request id of the trail. */
export function passedHeaders(headers: IncomingHttpHeaders, requestId: string): Record<string, string> {
  const passed: Record<string, string> = {}
  const named = new Set((headers.connection ?? '').split(',').map((name) => name.trim().toLowerCase()))
  for (const [name, value] of Object.entries(headers)) {
    if (value === undefined || ending.has(name) || named.has(name)) continue
    passed[name] = typeof value === 'string' ? value : value.join(', ')
  }
  passed['x-amz-request-id'] = requestId
  return passed
}
