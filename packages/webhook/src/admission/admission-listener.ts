import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import type { AdmissionTools } from './admission-tools.ts'
import { answerReview } from './answer-review.ts'
import { type BodyRoom, bodyRoom } from './body-room.ts'
import { readBody } from './read-body.ts'
import { readReview } from './read-review.ts'
import { send } from './send.ts'
import { writeReview } from './write-review.ts'

/**
 * Bytes. A kube-apiserver takes objects of 3 MiB and etcd by default 1.5 MiB, in an encoding denser than the JSON of
 * a review: what is longer could not be stored anyway.
 */
const longestBody = 8 * 1024 * 1024
/** Bytes of all bodies at a time. Parsed they take some times as much. */
const mostBodies = 64 * 1024 * 1024

/**
 * Listens for AdmissionReviews on whatever path it is given. What is no review is refused by its HTTP status, which a
 * kube-apiserver treats as a failure of the webhook and handles by its `failurePolicy`.
 */
export function admissionListener(tools: AdmissionTools): RequestListener {
  const room = bodyRoom(mostBodies)
  return (request, response) => {
    answer(request, response, tools, room).catch((error: unknown) => {
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
  room: BodyRoom,
): Promise<void> {
  if (request.method !== 'POST') {
    response.setHeader('allow', 'POST')
    return refuse(response, 405, 'only POST is answered')
  }
  if (!isJson(request)) return refuse(response, 415, 'Invalid Content-Type, expected `application/json`')
  const taken = await readBody(request, longestBody, room)
  if (taken === 'broken') return
  if (typeof taken === 'string') {
    response.setHeader('connection', 'close')
    const [status, reason] = unread[taken]
    return refuse(response, status, reason)
  }
  try {
    const read = readReview(taken.body)
    if (!read.ok) return refuse(response, 400, read.reason)
    send(response, 200, 'application/json', writeReview(read.review, await answerReview(read.review, tools)))
  } finally {
    taken.place.leave()
  }
}

const unread = {
  'too-long': [413, `the body is longer than ${longestBody} bytes`],
  'no-room': [503, 'too many bodies are on their way'],
} as const

/** Parameters such as `charset=utf-8` may follow; JSON has no other encoding. */
function isJson({ headers }: IncomingMessage): boolean {
  const [type = ''] = (headers['content-type'] ?? '').split(';')
  return type.trim().toLowerCase() === 'application/json' && !headers['content-encoding']
}

function refuse(response: ServerResponse, status: number, reason: string): void {
  send(response, status, 'text/plain; charset=utf-8', `${reason}\n`)
}
