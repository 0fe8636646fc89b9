import { expect, it } from 'vitest'
import { chooseMethod, type Method } from '../../src/run/choose-method.ts'

const denied = Object.assign(new Error('not yours'), { name: 'AccessDeniedException' })
const throttled = Object.assign(new Error('later'), { name: 'ThrottlingException' })
const noAnnotation = 'has no annotation eks.amazonaws.com/role-arn'

type Row = [given: Method | undefined, isAnnotated: boolean, associated: boolean | Error, expected: object]

const ask = (given: Method | undefined, isAnnotated: boolean, associated: boolean | Error) =>
  chooseMethod({
    name: 'shop/reports',
    given,
    isAnnotated,
    async isAssociated() {
      if (associated instanceof Error) throw associated
      return associated
    },
  })

it.each<Row>([
  [undefined, true, false, { method: 'irsa', isWired: true }],
  [undefined, false, true, { method: 'pod-identity', isWired: true }],
  [
    undefined,
    true,
    true,
    { method: 'pod-identity', isWired: true, note: expect.stringContaining('pod-identity is taken') },
  ],
  [
    undefined,
    false,
    false,
    { method: 'irsa', isWired: false, note: expect.stringContaining(`${noAnnotation} and no EKS Pod`) },
  ],
  [
    undefined,
    true,
    denied,
    { method: 'irsa', isWired: true, note: expect.stringMatching(/may not be asked \(not yours\)/) },
  ],
  [undefined, false, denied, { method: 'irsa', isWired: false, note: expect.stringContaining(noAnnotation) }],
  // Nobody is asked about associations.
  ['irsa', true, throttled, { method: 'irsa', isWired: true }],
  ['pod-identity', true, true, { method: 'pod-identity', isWired: true }],
  [
    'pod-identity',
    true,
    false,
    { method: 'pod-identity', isWired: false, note: expect.stringContaining('has no EKS Pod Identity') },
  ],
])('--method %s, annotated %s, associated %s', async (given, isAnnotated, associated, expected) => {
  expect(await ask(given, isAnnotated, associated)).toEqual(expected)
})

it.each<[Method | undefined, Error]>([
  ['pod-identity', denied],
  [undefined, throttled],
])('--method %s is not guessed after %s', async (given, error) => {
  await expect(ask(given, true, error)).rejects.toBe(error)
})
