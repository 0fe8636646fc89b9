import { once } from 'node:events'
import { request as httpRequest, type IncomingMessage } from 'node:http'
import { text as textOf } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { plainPod, review } from '../review.ts'
import { json, startListener } from '../start-listener.ts'

type Listener = Awaited<ReturnType<typeof startListener>>
let listener: Listener
beforeAll(async () => {
  listener = await startListener()
})
afterAll(() => listener.close())

describe('what is no review is refused by its status', () => {
  const good = JSON.stringify(review(plainPod))
  const wrongType = 'Invalid Content-Type, expected `application/json`'
  const noReview = 'the body is no AdmissionReview of admission.k8s.io/v1 or admission.k8s.io/v1beta1'
  const without = (...keys: string[]) => {
    const one = structuredClone(review(plainPod)) as Record<string, Record<string, unknown>>
    const last = keys.pop() ?? ''
    delete keys.reduce((node, key) => node[key] as typeof one, one)[last]
    return JSON.stringify(one)
  }
  const bodies: readonly (readonly [string, string | Uint8Array, number, string])[] = [
    ['an empty body', '', 400, 'the body is no JSON object'],
    ['no JSON', '{"kind":', 400, 'the body is no JSON object'],
    ['a list', '[]', 400, 'the body is no JSON object'],
    ['null', 'null', 400, 'the body is no JSON object'],
    ['a byte order mark', `\ufeff${good}`, 400, 'the body is no JSON object'],
    ['Latin-1', Buffer.from(good.replace('shop', 'sh\u00f6p'), 'latin1'), 400, 'the body is not UTF-8'],
    [
      'an encoded surrogate',
      Buffer.concat([Buffer.from('"'), Buffer.from([0xed, 0xa0, 0x80]), Buffer.from('"')]),
      400,
      'the body is not UTF-8',
    ],
    ['UTF-16', Buffer.from(good, 'utf16le'), 400, 'the body is no JSON object'],
    ['a pod', JSON.stringify(plainPod), 400, noReview],
    ['no version', without('apiVersion'), 400, noReview],
    ['another version', JSON.stringify(review(plainPod, {}, 'admission.k8s.io/v2')), 400, noReview],
    ['another group', JSON.stringify(review(plainPod, {}, 'v1')), 400, noReview],
    ['no kind', without('kind'), 400, noReview],
    ['no request', without('request'), 400, 'the AdmissionReview has no request'],
    ['no uid', without('request', 'uid'), 400, 'the request has no uid'],
    ['a uid that is no text', JSON.stringify(review(plainPod, { uid: 7 })), 400, 'the request has no uid'],
  ]
  it.each(bodies)('%s', async (_, body, status, reason) => {
    const answer = await listener.send(body)
    expect([answer.status, answer.text]).toEqual([status, `${reason}\n`])
  })

  // Who goes on sending may see the connection end before the answer, so nothing of the body is sent.
  it('10 MB, by their length alone', async () => {
    const headers = { ...json, 'content-length': '10000000' }
    const call = httpRequest(listener.url, { method: 'POST', headers, agent: false })
    call.flushHeaders()
    const [response] = (await once(call, 'response')) as [IncomingMessage]
    expect([response.statusCode, await textOf(response)]).toEqual([
      413,
      'the body is longer than 8388608 bytes\n',
    ])
    call.destroy()
  })

  it('10 MB of unknown length', async () => {
    const part = Buffer.alloc(1_000_000, 32)
    const status = await new Promise((resolve) => {
      const call = httpRequest(listener.url, { method: 'POST', headers: json, agent: false })
      call.once('response', (response) => resolve(response.statusCode))
      // The connection ends below the sender, who sees the answer or that.
      call.once('error', () => resolve(413))
      for (let at = 0; at < 10; at++) call.write(part)
      call.end()
    })
    expect(status).toBe(413)
    expect((await listener.send(good)).status).toBe(200)
  })

  const types: readonly (readonly [string, Record<string, string>, number])[] = [
    ['a charset', { 'content-type': 'application/json; charset=utf-8' }, 200],
    ['capitals', { 'content-type': 'Application/JSON ;a=b' }, 200],
    ['no type', {}, 415],
    ['another type', { 'content-type': 'application/yaml' }, 415],
    ['a type that begins alike', { 'content-type': 'application/json-patch+json' }, 415],
    ['a compressed body', { ...json, 'content-encoding': 'gzip' }, 415],
  ]
  it.each(types)('the content type: %s', async (_, headers, status) => {
    const answer = await listener.send(good, headers)
    expect(answer.status).toBe(status)
    if (status === 415) expect(answer.text).toBe(`${wrongType}\n`)
  })

  it.each(['GET', 'PUT', 'DELETE', 'OPTIONS'])('the method %s', async (method) => {
    const answer = await listener.send('', json, method)
    expect([answer.status, answer.headers['allow']]).toEqual([405, 'POST'])
  })
})
