import { expect } from 'vitest'
import type { Fields } from '../src/index.ts'
import { review, uid } from './review.ts'
import type { startListener } from './start-listener.ts'

/** Sends the review of an object, and answers what was said of it, told and asked for. */
export async function askListener(
  listener: Awaited<ReturnType<typeof startListener>>,
  object: unknown,
  request: Fields = {},
) {
  listener.told.length = 0
  listener.asked.length = 0
  const answer = await listener.send(JSON.stringify(review(object, request)))
  expect(answer.status).toBe(200)
  expect(answer.headers['content-type']).toBe('application/json')
  const { apiVersion, kind, response } = JSON.parse(answer.text)
  expect([apiVersion, kind, response.uid]).toEqual(['admission.k8s.io/v1', 'AdmissionReview', uid])
  const { patch, patchType, allowed, status, warnings } = response
  expect(patchType).toBe(patch === undefined ? undefined : 'JSONPatch')
  const operations = patch === undefined ? undefined : JSON.parse(Buffer.from(patch, 'base64').toString())
  return {
    patch: operations,
    allowed,
    status,
    warnings,
    told: [...listener.told],
    asked: [...listener.asked],
  }
}
