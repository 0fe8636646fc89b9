import { type ClientRequest, request } from 'node:http'
import { expect, it } from 'vitest'
import { bodyRoom } from '../../src/admission/body-room.ts'
import { plainPod, review } from '../review.ts'
import { json, startListener } from '../start-listener.ts'

it('sends away what came first and is not whole, and nothing that is', () => {
  const room = bodyRoom(10)
  const gone: string[] = []
  const place = (name: string) => room.place(() => gone.push(name))
  const whole = place('whole')
  expect(whole.grow(4)).toBe(true)
  whole.whole()
  const first = place('first')
  const second = place('second')
  expect([first.grow(3), second.grow(3)]).toEqual([true, true])
  const third = place('third')
  expect(third.grow(2)).toBe(true)
  expect(gone).toEqual(['first'])
  expect(third.grow(5)).toBe(false)
  expect(gone).toEqual(['first', 'second'])
  expect(third.grow(4)).toBe(true)
  whole.leave()
  whole.leave()
  expect(third.grow(4)).toBe(true)
  expect(third.grow(1)).toBe(false)
})

it('answers reviews while many bodies are begun and not ended', async () => {
  const listener = await startListener()
  const statuses: (number | undefined)[] = []
  const length = 8 * 1024 * 1024
  const begun: ClientRequest[] = []
  for (let at = 1; at <= 12; at += 1) {
    const headers = { ...json, 'content-length': String(length) }
    const call = request(listener.url, { method: 'POST', headers, agent: false })
    call.once('response', (response) => statuses.push(response.resume().statusCode))
    call.once('error', () => {})
    call.write(Buffer.alloc(length - 1, 0x20))
    begun.push(call)
    // Of who is sent away everything was read: otherwise the connection could break before the answer is seen.
    await expect.poll(listener.bytesRead).toBeGreaterThan(at * (length - 1))
  }
  // Four have to go for the others.
  await expect.poll(() => statuses).toEqual([503, 503, 503, 503])
  const { status } = await listener.send(JSON.stringify(review(plainPod)))
  expect(status).toBe(200)
  for (const call of begun) call.destroy()
  await listener.close()
})
