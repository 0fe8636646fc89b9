import type { IncomingMessage } from 'node:http'
import type { HttpResponse } from '@rolecall/aws-protocol'
import { errorOfAnswer } from './error-of-answer.ts'
import { passedHeaders } from './passed-headers.ts'

/** What the backend said: a body that is still to come, or a whole one. */
export interface BackendAnswer {
  readonly status: number
  readonly headers: Record<string, string>
  readonly body: IncomingMessage | Uint8Array
  readonly error?: { readonly code: string; readonly message: string } | undefined
}

const longestError = 256 * 1024
const longestWhole = 16 * 1024 * 1024

/** Reads the head of an answer, and all of it when it is an error. */
export async function backendAnswer(
  response: IncomingMessage,
  method: string,
  requestId: string,
): Promise<BackendAnswer> {
  const status = response.statusCode ?? 502
  const headers = passedHeaders(response.headers, requestId)
  if (status < 400) return { status, headers, body: response }
  const body = await bounded(response, longestError)
  const error = errorOfAnswer(status, body.toString('utf8'))
  if (method !== 'HEAD') headers['content-length'] = String(body.length)
  return { status, headers, body, error }
}

/** An answer with all of its body. Rejects when it is longer than 16 MiB. */
export async function wholeAnswer({ status, headers, body }: BackendAnswer): Promise<HttpResponse> {
  const bytes = ArrayBuffer.isView(body) ? body : await bounded(body, longestWhole)
  return { status, headers, body: bytes }
}

async function bounded(response: IncomingMessage, longest: number): Promise<Buffer> {
  const pieces: Buffer[] = []
  let length = 0
  for await (const piece of response) {
    length += (piece as Buffer).length
    if (length > longest) throw new Error('the answer of the backend is too long')
    pieces.push(piece as Buffer)
  }
  return Buffer.concat(pieces)
}
