import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { arbitraryPod } from '../arbitrary-pod.ts'
import { plainPod, podOf, review, uid } from '../review.ts'
import { startListener } from '../start-listener.ts'

type Listener = Awaited<ReturnType<typeof startListener>>
let listener: Listener
beforeAll(async () => {
  listener = await startListener()
})
afterAll(() => listener.close())

describe('odd JSON', () => {
  it('whatever it is, the answer is a review or says why there is none', async () => {
    const anything = fc.oneof(
      arbitraryPod.map((pod) => review(pod)),
      fc.record({
        apiVersion: fc.constant('admission.k8s.io/v1'),
        kind: fc.constant('AdmissionReview'),
        request: fc.jsonValue(),
      }),
      fc.jsonValue(),
    )
    await fc.assert(
      fc.asyncProperty(anything, async (body) => {
        const { status, text } = await listener.send(JSON.stringify(body))
        expect([200, 400]).toContain(status)
        if (status === 200) expect(JSON.parse(text).response).toMatchObject({ uid, allowed: true })
      }),
      { numRuns: 300 },
    )
    expect(listener.logged).toEqual([])
  })

  it('of a key that stands twice the last counts', async () => {
    const text = JSON.stringify(review(podOf('plain'))).replace(
      '"spec":{',
      '"spec":7,"spec":{"serviceAccountName":"nobody",',
    )
    listener.asked.length = 0
    expect((await listener.send(text)).status).toBe(200)
    expect(listener.asked).toEqual(['shop/plain'])
  })

  const long = JSON.stringify('[{"\\'.repeat(50_000))
  const levels = (count: number, inner = '7') => `${'{"a":'.repeat(count)}${inner}${'}'.repeat(count)}`
  const names = (count: number) => `{${Array.from({ length: count }, (_, at) => `"${at}":7`)}}`
  const tooDeep = 'the body is nested deeper than 64 levels\n'
  const tooMany = 'the body holds more than 200000 values\n'
  it.each([
    ['lists in lists', () => '['.repeat(3_999_000) + ']'.repeat(3_999_000), tooDeep],
    ['lists that nobody closes', () => '['.repeat(7_999_000), tooDeep],
    ['objects in objects', () => levels(900_000), tooDeep],
    ['one level too many', () => levels(62, long), tooDeep],
    ['many empty lists', () => `[${'[],'.repeat(2_600_000)}7]`, tooMany],
    ['many names', () => names(600_000), tooMany],
  ])('%s are refused before they are parsed, and who comes after is answered', async (_, status, reason) => {
    const text = JSON.stringify(review({ ...plainPod, status: 'deep' })).replace('"deep"', status)
    const [refused, answered] = await Promise.all([
      listener.send(text),
      listener.send(JSON.stringify(review(plainPod))),
    ])
    expect([refused.status, refused.text]).toEqual([400, reason])
    expect(JSON.parse(answered.text).response.patchType).toBe('JSONPatch')
  })

  it.each([
    ['what is as deep as is taken, with brackets in texts', () => levels(61, long)],
    ['what is deep and short', () => levels(5000)],
  ])('%s, is passed over', async (_, status) => {
    const text = JSON.stringify(review({ ...plainPod, status: 'deep' })).replace('"deep"', status)
    const { response } = JSON.parse((await listener.send(text)).text)
    expect(response.patchType).toBe('JSONPatch')
  })

  it('lone surrogates and hostile fields are passed over', async () => {
    const text = JSON.stringify(review(plainPod)).replace(
      '"image":"app"',
      '"image":"\\ud800","__proto__":{"env":[]},"constructor":1',
    )
    const { response } = JSON.parse((await listener.send(text)).text)
    expect(JSON.parse(Buffer.from(response.patch, 'base64').toString())).toHaveLength(3)
  })
})
