import type { ServerResponse } from 'node:http'

/** Milliseconds that the rest of a body is read on for once its request is answered: in all, and while none of it comes. */
const patience = { longestMs: 10_000, silenceMs: 2000 }

/**
 * Ends an answer of a known length, whose head is written, with its body. To a client that still sends, the answer is
 * written at once and ended when the request is: a connection that is closed under bytes nobody has read is reset, and
 * the client learns of a broken pipe and not why it was refused. Nothing of what is read is kept, and who does not
 * end is cut off. Source: RFC 9112, section 9.6.
 */
export function endAnswer(
  response: ServerResponse,
  body?: Uint8Array,
  { longestMs, silenceMs } = patience,
): void {
  const { req: request } = response
  if (request.complete || request.destroyed) return void response.end(body)
  if (body?.length) response.write(body)
  else response.flushHeaders()
  const end = () => {
    clearTimeout(whole)
    clearTimeout(silence)
    request.off('data', heard).off('end', end).off('close', end)
    response.end()
  }
  const whole = setTimeout(end, longestMs)
  const silence = setTimeout(end, silenceMs)
  const heard = () => void silence.refresh()
  request.on('data', heard).once('end', end).once('close', end)
  request.resume()
}
