import { get as plainGet } from 'node:http'
import { get as tlsGet } from 'node:https'

/** Whether an address answers 200 now. Rejects when nobody is there. */
export function answersOk(url: string, ca?: string): Promise<boolean> {
  const { promise, resolve, reject } = Promise.withResolvers<boolean>()
  const get = url.startsWith('https:') ? tlsGet : plainGet
  const request = get(url, { agent: false, timeout: 2000, ...(ca === undefined ? {} : { ca }) }, (answer) => {
    answer.resume()
    resolve(answer.statusCode === 200)
  })
  request.on('timeout', () => request.destroy(new Error('no answer')))
  request.on('error', reject)
  return promise
}
