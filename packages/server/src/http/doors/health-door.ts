import type { Door } from '../door.ts'
import { sendBody } from '../send-body.ts'

const path = '/_rolecall/health'

/** `GET /_rolecall/health`: 200 while the server answers. No bucket can have this name. */
export const healthDoor: Door = {
  name: 'health',
  accepts: (head) => head.path === path,
  async answer(_arrival, _request, response) {
    sendBody(response, 200, { 'content-type': 'application/json' }, '{"status":"ok"}')
  },
}
