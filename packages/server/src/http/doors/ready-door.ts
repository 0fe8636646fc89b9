import type { StoreStanding } from '../../store/store-standing.ts'
import type { Door } from '../door.ts'
import { sendBody } from '../send-body.ts'

const path = '/_rolecall/ready'
const json = { 'content-type': 'application/json' }

interface Tools {
  readonly standing: Pick<StoreStanding, 'problem'>
  /** Writes something, which the standing learns of. */
  readonly tryWriting: () => Promise<void>
}

/**
 * `GET /_rolecall/ready`: 200 while calls can be served, 503 with the reason while the store cannot write, for no
 * call is answered without its record. Where a probe decides who gets calls nothing else might ever write again, so
 * the store is tried then, once for all who ask at a time.
 */
export function readyDoor({ standing, tryWriting }: Tools): Door {
  let trial: Promise<void> | undefined
  return {
    name: 'ready',
    accepts: (head) => head.path === path,
    async answer(_arrival, _request, response) {
      if (standing.problem()) {
        trial ??= tryWriting()
          .catch(() => {})
          .finally(() => {
            trial = undefined
          })
        await trial
      }
      const problem = standing.problem()
      if (!problem) return sendBody(response, 200, json, '{"status":"ok"}')
      const body = { status: 'unavailable', reason: `${problem.reason} in the data folder` }
      sendBody(response, 503, json, JSON.stringify(body))
    },
  }
}
