import type { IAMClient } from '@aws-sdk/client-iam'
import { KubernetesFault } from '@rolecall/kubernetes'
import { expect, it } from 'vitest'
import type { Doors } from '../../src/plan/perform.ts'
import type { Step } from '../../src/plan/step.ts'
import { takeStep } from '../../src/plan/take-step.ts'
import { Refusal } from '../../src/refusal.ts'
import { terminal } from '../../src/terminal.ts'

const answered = (name: string, httpStatusCode: number) =>
  Object.assign(new Error('no'), { name, $metadata: { httpStatusCode } })
const again = 'again goes on from here'
const mended = 'goes on from here once the cause is gone'
const role: Step = {
  change: 'remove',
  what: 'role x',
  calls: [{ call: 'iam:DeleteRole', input: { RoleName: 'x' } }],
}

it.each([
  ['AWS that refuses what is asked', answered('InvalidParameterException', 400), mended],
  ['a right that is missing', answered('AccessDeniedException', 403), mended],
  ['AWS that throttles', answered('ThrottlingException', 400), again],
  ['AWS that fails', answered('ServiceFailure', 500), again],
  ['no answer', Object.assign(new Error('no'), { code: 'ECONNRESET' }), again],
  ['a cluster that refuses', new KubernetesFault(403, 'Forbidden', 'no'), mended],
  ['a cluster out of reach', new KubernetesFault(0, 'Unreachable', 'no'), again],
  ['a cluster that takes long', new Refusal('the cluster did not become active'), again],
])('after %s says when the same command goes on', async (_, failure, words) => {
  const iam = { send: () => Promise.reject(failure) } as unknown as IAMClient
  const silent = { write: () => true }
  const taking = takeStep(role, { iam } as Doors, terminal(silent, silent, {}, 'text'))
  await expect(taking).rejects.toThrow(`\nThe rest was not done; the same command ${words}.`)
})
