import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import type { AdmissionTools } from './admission-tools.ts'
import { answerReview } from './answer-review.ts'
import { readBody } from './read-body.ts'
import { readReview } from './read-review.ts'
import { writeReview } from './write-review.ts'

/**
 * Bytes. A kube-apiserver takes objects of 3 MiB and etcd by default 1.5 MiB, in an encoding denser than the JSON of
 * a review: what is longer could not be stored anyway.
 */
const longestBody = 8 * 1024 * 1024

/**
 * Listens for AdmissionReviews on whatever path it is given. What is no review is refused by its HTTP status, which a
 * kube-apiserver treats as a failure of the webhook and handles by its `failurePolicy`.
 */
export function admissionListener(tools: AdmissionTools): RequestListener {
  return (request, response) => {
    answer(request, response, tools).catch((error: unknown) => {
      tools.log?.error({ error }, 'a review was not answered')
      if (response.headersSent) response.destroy()
      else refuse(response, 500, 'internal error')
    })
  }
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  tools: AdmissionTools,
): Promise<void> {
  if (request.method !== 'POST') {
    response.setHeader('allow', 'POST')
    return refuse(response, 405, 'only POST is answered')
  }
  if (!isJson(request)) return refuse(response, 415, 'Invalid Content-Type, expected `application/json`')
  const body = await readBody(request, longestBody)
  if (body === 'broken') return
  if (body === 'too-long') {
    response.setHeader('connection', 'close')
    return refuse(response, 413, `the body is longer than ${longestBody} bytes`)
  }
  const read = readReview(body)
  if (!read.ok) return refuse(response, 400, read.reason)
  send(response, 200, 'application/json', writeReview(read.review, await answerReview(read.review, tools)))
}

/** Parameters such as `charset=utf-8` may follow; JSON has no other encoding. */
function isJson({ headers }: IncomingMessage): boolean {
  const [type = ''] = (headers['content-type'] ?? '').split(';')
  return type.trim().toLowerCase() === 'application/json' && !headers['content-encoding']
}

function refuse(response: ServerResponse, status: number, reason: string): void {
  send(response, status, 'text/plain; charset=utf-8', `${reason}\n`)
}

function send(response: ServerResponse, status: number, type: string, text: string): void {
  response.writeHead(status, { 'content-type': type, 'content-length': Buffer.byteLength(text) }).end(text)
}
