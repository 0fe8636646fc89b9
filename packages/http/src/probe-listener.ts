import type { RequestListener } from 'node:http'

export interface ProbeAnswer {
  readonly status: number
  /** Plain text where absent. */
  readonly type?: string
  readonly text: string
}

/** Answers to `GET` and `HEAD`, by path. */
export type ProbeDoors = Readonly<Record<string, () => ProbeAnswer | Promise<ProbeAnswer>>>

/** Answers probes and metrics, which nobody authenticates at. */
export function probeListener(doors: ProbeDoors): RequestListener {
  return async (request, response) => {
    request.resume()
    const path = (request.url ?? '').split('?', 1)[0] ?? ''
    const isAsked = request.method === 'GET' || request.method === 'HEAD'
    const door = isAsked && Object.hasOwn(doors, path) ? doors[path] : undefined
    const answer = door ? await answerOf(door) : { status: 404, text: '404 page not found\n' }
    response.writeHead(answer.status, { 'content-type': answer.type ?? 'text/plain; charset=utf-8' })
    response.end(answer.text)
  }
}

async function answerOf(door: () => ProbeAnswer | Promise<ProbeAnswer>): Promise<ProbeAnswer> {
  try {
    return await door()
  } catch {
    return { status: 500, text: 'internal error\n' }
  }
}
