import type { ServerResponse } from 'node:http'
import { endAnswer } from '@rolecall/http'

/** Answers to a request of which the rest is not read. */
const leftUnread: ReadonlySet<number> = new Set([408, 413])

/** Sends an answer whole, under its length; to a HEAD request without its body. */
export function sendBody(
  response: ServerResponse,
  status: number,
  headers: Readonly<Record<string, string>>,
  body: string | Uint8Array,
): void {
  const bytes = typeof body === 'string' ? Buffer.from(body) : body
  if (leftUnread.has(status)) response.setHeader('connection', 'close')
  response.writeHead(status, { ...headers, 'content-length': bytes.length })
  endAnswer(response, response.req.method === 'HEAD' ? undefined : bytes)
}
