import type { RequestListener } from 'node:http'
import { bodyRoom } from './body-room.ts'
import { readBody } from './read-body.ts'
import { readReview } from './read-review.ts'
import { send } from './send.ts'
import { writeReview } from './write-review.ts'

/** An API server sends one review at a time to who tries this out. */
const longestBody = 8 * 1024 * 1024
const mostBodies = 2 * longestBody

/**
 * What a MutatingWebhookConfiguration may be pointed at to see what a refusal and a failure do to pods, by the stock
 * webhook's paths: `/debug/alpha/deny` refuses whatever is asked, `/debug/alpha/500` fails. A refusal answers the
 * review it was asked by, since an API server takes any other for a failure.
 */
export function drillListeners(): Readonly<Record<string, RequestListener>> {
  const room = bodyRoom(mostBodies)
  return {
    '/debug/alpha/deny': async (request, response) => {
      const taken = await readBody(request, longestBody, room)
      if (taken === 'broken') return
      const read = typeof taken === 'string' ? undefined : readReview(taken.body)
      if (typeof taken !== 'string') taken.place.leave()
      else response.setHeader('connection', 'close')
      const of = read?.ok ? read.review : { apiVersion: 'admission.k8s.io/v1', uid: '' }
      const denied = writeReview(of, { patch: [], warnings: [], denial: 'Test deny message' })
      send(response, 200, 'application/json', denied)
    },
    '/debug/alpha/500': (_, response) => send(response, 500, 'text/plain; charset=utf-8', 'test error\n'),
  }
}
