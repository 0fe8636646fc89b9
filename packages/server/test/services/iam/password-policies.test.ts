import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { passwordHashes } from '../../../src/secrets/password-hashes.ts'
import { passwordStanding } from '../../../src/services/iam/login-profile/password-standing.ts'
import { refusePassword } from '../../../src/services/iam/password-policy/refuse-password.ts'
import { startTestServer, type TestServer } from '../../start-test-server.ts'
import { send, steps } from './iam-steps.ts'
import { admin } from './people.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
  await admin(server, 'CreateUser', { UserName: 'ann' })
})
afterAll(async () => {
  expect(server.errors).toEqual([])
  await server.close()
})

const none = [
  'NoSuchEntity',
  404,
  'The Password Policy with domain name 111122223333 cannot be found.',
] as const
const nothingAsked = {
  MinimumPasswordLength: 6,
  RequireSymbols: false,
  RequireNumbers: false,
  RequireUppercaseCharacters: false,
  RequireLowercaseCharacters: false,
  AllowUsersToChangePassword: false,
  ExpirePasswords: false,
}
const strict = {
  MinimumPasswordLength: 12,
  RequireSymbols: true,
  RequireNumbers: true,
  RequireUppercaseCharacters: true,
  RequireLowercaseCharacters: true,
  AllowUsersToChangePassword: true,
  MaxPasswordAge: 90,
  PasswordReusePrevention: 24,
  HardExpiry: true,
}

describe('the policy of an account', () => {
  steps(
    () => server,
    [
      { call: 'GetAccountPasswordPolicy', fault: none },
      { call: 'DeleteAccountPasswordPolicy', fault: none },
      { call: 'UpdateAccountPasswordPolicy', input: strict, output: {} },
      { call: 'GetAccountPasswordPolicy', output: { PasswordPolicy: { ...strict, ExpirePasswords: true } } },
      { call: 'UpdateAccountPasswordPolicy', shows: 'nothing remains of the one before', output: {} },
      { call: 'GetAccountPasswordPolicy', output: { PasswordPolicy: nothingAsked } },
      { call: 'DeleteAccountPasswordPolicy', output: {} },
      { call: 'GetAccountPasswordPolicy', fault: none },
    ],
  )
})

const should = (have: string) => `Password should have ${have}`
const doesNotConform = 'Password does not conform to the account password policy.'

/** What a policy says to a password, set over the wire. */
const refused: readonly (readonly [
  policy: Record<string, unknown> | undefined,
  password: string,
  text: string | undefined,
])[] = [
  [undefined, 'Abc-123', should('a minimum length of 8')],
  [undefined, 'abcdefgh1', doesNotConform],
  [undefined, 'ABCDEFGH-', doesNotConform],
  [undefined, 'abcdefgh-1', undefined],
  [{}, 'abcde', should('a minimum length of 6')],
  [{}, 'abcdef', undefined],
  [{ MinimumPasswordLength: 20 }, 'x'.repeat(19), should('a minimum length of 20')],
  [{ RequireUppercaseCharacters: true }, 'abcdef\u00c4', should('at least one uppercase letter')],
  [{ RequireLowercaseCharacters: true }, 'ABCDEF\u00e4', should('at least one lowercase letter')],
  [{ RequireNumbers: true }, 'abcdef\u00b2', should('at least one number')],
  [{ RequireSymbols: true }, 'abcdef, .', should('at least one symbol')],
  [strict, 'Abcdefgh-123', undefined],
]

describe('a password', () => {
  test.each(refused)('by %j: %s is told %s', async (policy, Password, text) => {
    if (policy) await admin(server, 'UpdateAccountPasswordPolicy', policy)
    const { fault } = await send(server, { call: 'CreateLoginProfile', input: { UserName: 'ann', Password } })
    expect(fault).toEqual(text && ['PasswordPolicyViolation', 400, text])
    if (!fault) await admin(server, 'DeleteLoginProfile', { UserName: 'ann' })
    if (policy) await admin(server, 'DeleteAccountPasswordPolicy')
  })

  test.each([..."!@#$%^&*()_+-=[]{}|'"])('has a symbol with %s', (symbol) => {
    const policy = {
      minimumLength: 6,
      requireSymbols: true,
      requireNumbers: false,
      requireUppercase: false,
      requireLowercase: false,
      allowUsersToChangePassword: false,
    }
    expect(refusePassword(`abcdef${symbol}`, policy, undefined)).toBeUndefined()
  })

  test('is not the name of the account', () => {
    expect(refusePassword('Shop-Account-1', undefined, 'Shop-Account-1')).toBe(doesNotConform)
    expect(refusePassword('Shop-Account-1', undefined, 'Shop-Account-2')).toBeUndefined()
  })
})

describe('at a sign-in a password', () => {
  const day = 86_400_000
  const changedAt = 1_800_000_000_000
  let kept: string
  beforeAll(async () => {
    kept = (await passwordHashes.make('right', [], randomBytes)).hash
  })
  const profile = (more: object = {}) => ({
    passwordChangedAt: changedAt,
    passwordHashes: [kept] as const,
    passwordResetRequired: false,
    ...more,
  })

  test.each([
    ['right', 'right', {}, undefined, 0, 'good'],
    ['wrong', 'Right', {}, undefined, 0, 'wrong'],
    ['of an administrator', 'right', { passwordResetRequired: true }, undefined, 0, 'reset-required'],
    ['on its last day', 'right', {}, { maxAge: 30 }, 30 * day - 1, 'good'],
    ['expired', 'right', {}, { maxAge: 30 }, 30 * day, 'expired'],
    ['expired and not even right', 'no', {}, { maxAge: 30, hardExpiry: true }, 30 * day, 'wrong'],
    ['expired for good', 'right', {}, { maxAge: 30, hardExpiry: true }, 30 * day, 'locked-out'],
    ['never expiring', 'right', {}, { hardExpiry: true }, 3000 * day, 'good'],
    [
      'after five wrong ones',
      'right',
      { wrong: { count: 5, lastAt: changedAt } },
      undefined,
      29_999,
      'locked',
    ],
    [
      'a while after five wrong ones',
      'right',
      { wrong: { count: 5, lastAt: changedAt } },
      undefined,
      30_000,
      'good',
    ],
    [
      'after a thousand wrong ones',
      'right',
      { wrong: { count: 1000, lastAt: changedAt } },
      undefined,
      899_999,
      'locked',
    ],
    [
      'fifteen minutes after',
      'right',
      { wrong: { count: 1000, lastAt: changedAt } },
      undefined,
      900_000,
      'good',
    ],
  ] as const)('%s', async (_name, password, more, policy, later, standing) => {
    expect(await passwordStanding.of(password, profile(more), policy, changedAt + later)).toBe(standing)
  })

  test('says when it expires', () => {
    expect(passwordStanding.expiresAt({ passwordChangedAt: 0 }, { maxAge: 2 })).toBe(2 * day)
    expect(passwordStanding.expiresAt({ passwordChangedAt: 0 }, {})).toBeUndefined()
  })
})
