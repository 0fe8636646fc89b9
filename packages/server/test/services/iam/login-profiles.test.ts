import { CloudTrailClient, LookupEventsCommand } from '@aws-sdk/client-cloudtrail'
import { GetSessionTokenCommand, STSClient } from '@aws-sdk/client-sts'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Credentials, TestServer } from '../../start-test-server.ts'
import { startStillServer } from '../start-still-server.ts'
import { holdHashes } from './hold-hashes.ts'
import { send, steps } from './iam-steps.ts'
import { admin, userWithKey } from './people.ts'
import { shapes } from './shapes.ts'

let server: TestServer
beforeAll(async () => {
  server = await startStillServer()
  for (const UserName of ['Ann', 'ben']) await admin(server, 'CreateUser', { UserName })
})
afterAll(async () => {
  expect(server.errors).toEqual([])
  await server.close()
})

const profile = { UserName: 'Ann', CreateDate: shapes.date, PasswordResetRequired: true }
const missing = (name: string) =>
  ['NoSuchEntity', 404, `Login Profile for User ${name} cannot be found.`] as const
const reused = [
  'PasswordPolicyViolation',
  400,
  'Policy constraint violation with password reuse prevention during password change.',
]
const incorrect = ['AccessDenied', 403, 'The old password was incorrect.']

describe('a login profile', () => {
  steps(
    () => server,
    [
      { call: 'GetLoginProfile', input: { UserName: 'ann' }, fault: missing('Ann') },
      { call: 'UpdateLoginProfile', input: { UserName: 'Ann', Password: 'Abcdef12' }, fault: missing('Ann') },
      { call: 'DeleteLoginProfile', input: { UserName: 'Ann' }, fault: missing('Ann') },
      {
        call: 'CreateLoginProfile',
        input: { UserName: 'ANN', Password: 'Correct-horse', PasswordResetRequired: true },
        output: { LoginProfile: profile },
      },
      {
        call: 'CreateLoginProfile',
        input: { UserName: 'Ann', Password: 'Correct-horse' },
        fault: ['EntityAlreadyExists', 409, 'Login Profile for user Ann already exists.'],
      },
      { call: 'GetLoginProfile', input: { UserName: 'Ann' }, output: { LoginProfile: profile } },
      { call: 'UpdateLoginProfile', input: { UserName: 'Ann', Password: 'Battery-staple' }, output: {} },
      {
        call: 'GetLoginProfile',
        shows: 'the same after a new password',
        input: { UserName: 'Ann' },
        output: { LoginProfile: profile },
      },
      { call: 'UpdateLoginProfile', input: { UserName: 'Ann', PasswordResetRequired: false }, output: {} },
      {
        call: 'GetLoginProfile',
        shows: 'what was changed alone',
        input: { UserName: 'Ann' },
        output: { LoginProfile: { ...profile, PasswordResetRequired: false } },
      },
      { call: 'UpdateUser', input: { UserName: 'Ann', NewUserName: 'Anna' } },
      {
        call: 'GetLoginProfile',
        shows: 'the new name of its user',
        input: { UserName: 'Anna' },
        output: { LoginProfile: { ...profile, UserName: 'Anna', PasswordResetRequired: false } },
      },
      { call: 'CreateUser', input: { UserName: 'Ann' } },
      {
        call: 'GetLoginProfile',
        shows: 'none for another user of the old name',
        input: { UserName: 'Ann' },
        fault: missing('Ann'),
      },
      {
        call: 'DeleteUser',
        input: { UserName: 'Anna' },
        fault: ['DeleteConflict', 409, 'Cannot delete entity, must delete login profile first.'],
      },
      { call: 'DeleteLoginProfile', input: { UserName: 'Anna' }, output: {} },
      { call: 'DeleteUser', input: { UserName: 'Anna' }, output: {} },
    ],
  )

  test('is of the caller when it names nobody', async () => {
    const key = await userWithKey(server, 'self', {
      Effect: 'Allow',
      Action: 'iam:*LoginProfile',
      Resource: '*',
    })
    const call = async (name: string, input: Record<string, unknown> = {}) =>
      (await send(server, { call: name, input }, key)).fault
    expect(await call('CreateLoginProfile')).toEqual([
      'ValidationError',
      400,
      "1 validation error detected: Value null at 'password' failed to satisfy constraint: Member must not be null",
    ])
    expect(await call('CreateLoginProfile', { Password: 'Correct-horse' })).toBeUndefined()
    expect(await call('GetLoginProfile')).toBeUndefined()
    expect(await call('DeleteLoginProfile')).toBeUndefined()
  })

  test('is made once by many at once', async () => {
    const create = { call: 'CreateLoginProfile', input: { UserName: 'ben', Password: 'Correct-horse' } }
    const answers = await Promise.all([1, 2, 3].map(() => send(server, create)))
    expect(answers.filter(({ fault }) => !fault)).toHaveLength(1)
  })

  test('that changed while a password was hashed is not overwritten', async () => {
    const update = (Password: string) => ({
      call: 'UpdateLoginProfile',
      input: { UserName: 'ben', Password },
    })
    // Both are hashed before either is kept.
    const hashing = holdHashes('make')
    const answering = Promise.all(['First-one', 'Second-one'].map((one) => send(server, update(one))))
    await expect.poll(() => hashing.begun()).toBe(2)
    hashing.goOn()
    const answers = await answering
    const faults = answers.flatMap(({ fault }) => (fault ? [fault] : []))
    expect(faults).toEqual([
      [
        'EntityTemporarilyUnmodifiable',
        409,
        'Login Profile for User ben cannot be modified while login profile is being created.',
      ],
    ])
  })
})

describe('ChangePassword', () => {
  const may = { Effect: 'Allow', Action: 'iam:ChangePassword', Resource: '*' }
  const first = 'Correct-horse'
  let people = 0
  let name: string
  let key: Credentials

  async function personWithPassword(...statements: readonly object[]): Promise<void> {
    name = `person-${++people}`
    key = await userWithKey(server, name, ...statements)
    await admin(server, 'CreateLoginProfile', {
      UserName: name,
      Password: first,
      PasswordResetRequired: true,
    })
  }
  const change = async (OldPassword: string, NewPassword: string, credentials = key) =>
    (await send(server, { call: 'ChangePassword', input: { OldPassword, NewPassword } }, credentials)).fault

  beforeEach(() => personWithPassword(may))

  test('needs the old password, and then the new one is in force', async () => {
    expect(await change('wrong', 'Battery-staple')).toEqual(incorrect)
    expect(await change(first, 'Battery-staple')).toBeUndefined()
    const { LoginProfile } = await admin(server, 'GetLoginProfile', { UserName: name })
    expect(LoginProfile).toMatchObject({ PasswordResetRequired: false })
    expect(await change(first, 'Battery-staple-2')).toEqual(incorrect)
    expect(await change('Battery-staple', 'Battery-staple-2')).toBeUndefined()
  })

  test('takes passwords as they are: spaces, signs, letters beyond ASCII', async () => {
    const odd = ' \t\u00dcber $cr\u00ffpt <&> "\'" 1 '
    expect(await change(first, odd)).toBeUndefined()
    expect(await change(odd.trim(), 'Battery-staple')).toEqual(incorrect)
    expect(await change(odd, 'Battery-staple')).toBeUndefined()
  })

  test('follows who is renamed', async () => {
    await admin(server, 'UpdateUser', { UserName: name, NewUserName: `${name}-renamed` })
    expect(await change(first, 'Battery-staple')).toBeUndefined()
  })

  test('takes not even the right password after five wrong ones, until a while has passed', async () => {
    const guesses = await Promise.all([1, 2, 3, 4, 5].map(() => change('wrong', 'Battery-staple')))
    expect(guesses).toEqual(guesses.map(() => incorrect))
    const locked = [
      'EntityTemporarilyUnmodifiable',
      409,
      `Login Profile for User ${name} cannot be modified after so many wrong passwords. Try again later.`,
    ]
    expect(await change(first, 'Battery-staple')).toEqual(locked)
    server.advance(31_000)
    expect(await change(first, 'Battery-staple')).toBeUndefined()
  })

  test('hashes a few guesses of one user at once, so that nobody else waits for many', async () => {
    const hashing = holdHashes('verify')
    let answered = 0
    const guessing = Promise.all(
      Array.from({ length: 12 }, () => change('wrong', 'Battery-staple').finally(() => (answered += 1))),
    )
    // Those that are not hashed are answered while the others are.
    await expect.poll(() => answered).toBe(7)
    expect(hashing.begun()).toBe(5)
    hashing.goOn()
    const guesses = await guessing
    const tooMany = `Login Profile for User ${name} cannot be modified while login profile is being created.`
    const refused = ['EntityTemporarilyUnmodifiable', 409, tooMany]
    expect(guesses.filter((one) => one?.[2] === tooMany)).toEqual(Array(7).fill(refused))
    expect(guesses.filter((one) => one?.[2] !== tooMany)).toEqual(Array(5).fill(incorrect))
    server.advance(31_000)
    expect(await change(first, 'Battery-staple')).toBeUndefined()
  })

  test('is for users with a password', async () => {
    expect(await change('any', 'Battery-staple', await userWithKey(server, `${name}-none`, may))).toEqual(
      missing(`${name}-none`),
    )
  })

  test('needs the permission, unless the account gives it to all users', async () => {
    await personWithPassword()
    const denied = [
      'AccessDenied',
      403,
      `User: arn:aws:iam::111122223333:user/${name} is not authorized to perform: iam:ChangePassword on resource: user ${name} because no identity-based policy allows the iam:ChangePassword action`,
    ]
    expect(await change(first, 'Battery-staple')).toEqual(denied)
    const policyOf = async () => (await send(server, { call: 'GetAccountPasswordPolicy' }, key)).fault?.[0]
    await admin(server, 'UpdateAccountPasswordPolicy', { MinimumPasswordLength: 8 })
    expect(await change(first, 'Battery-staple')).toEqual(denied)
    expect(await policyOf()).toBe('AccessDenied')
    await admin(server, 'UpdateAccountPasswordPolicy', { AllowUsersToChangePassword: true })
    expect(await policyOf()).toBeUndefined()
    expect((await send(server, { call: 'GetLoginProfile' }, key)).fault?.[0]).toBe('AccessDenied')
    expect(await change(first, 'Battery-staple')).toBeUndefined()
    await personWithPassword({ ...may, Effect: 'Deny' })
    expect((await change(first, 'Battery-staple'))?.[2]).toMatch(
      /with an explicit deny in an identity-based policy$/,
    )
    await admin(server, 'DeleteAccountPasswordPolicy')
  })

  test('sets none of the last passwords that the account remembers, nor does an administrator', async () => {
    await admin(server, 'UpdateAccountPasswordPolicy', { PasswordReusePrevention: 2 })
    expect(await change(first, first)).toEqual(reused)
    expect(await change(first, 'Second-one')).toBeUndefined()
    expect(await change('Second-one', first)).toEqual(reused)
    const update = { call: 'UpdateLoginProfile', input: { UserName: name, Password: first } }
    expect((await send(server, update)).fault).toEqual(reused)
    expect(await change('Second-one', 'Third-one')).toBeUndefined()
    expect(await change('Third-one', first)).toBeUndefined()
    await admin(server, 'DeleteAccountPasswordPolicy')
    expect(await change(first, first), 'nothing is remembered where nothing is asked').toBeUndefined()
  })
})

test('no password is in the trail, in an error, or in the store', async () => {
  const secrets = ['Tr0ub4dor&three', 'Staple-battery-9', 'short~Q']
  const key = await userWithKey(server, 'quiet', { Effect: 'Allow', Action: '*', Resource: '*' })
  const [old, next, short] = secrets as [string, string, string]
  await admin(server, 'CreateLoginProfile', { UserName: 'quiet', Password: old })
  const calls = [
    { call: 'ChangePassword', input: { OldPassword: old, NewPassword: next } },
    { call: 'ChangePassword', input: { OldPassword: next, NewPassword: short } },
    { call: 'ChangePassword', input: { OldPassword: old, NewPassword: `${next}${'x'.repeat(128)}` } },
    { call: 'UpdateLoginProfile', input: { UserName: 'quiet', Password: `${old}\u0007` } },
  ]
  const errors: unknown[] = []
  for (const call of calls) errors.push((await send(server, call, key)).fault)
  expect(errors.map((fault) => (fault as string[] | undefined)?.[0])).toEqual([
    undefined,
    'PasswordPolicyViolation',
    'ValidationError',
    'ValidationError',
  ])
  const { Events = [] } = await server
    .client(CloudTrailClient)
    .send(new LookupEventsCommand({ MaxResults: 20 }))
  const trail = Events.map(({ CloudTrailEvent }) => CloudTrailEvent).join()
  expect(trail).toContain('ChangePassword')
  for (const secret of secrets) expect(JSON.stringify([errors, trail])).not.toContain(secret)
  const { readFileSync, readdirSync } = await import('node:fs')
  const files = readdirSync(server.folder).map((file) => readFileSync(`${server.folder}/${file}`))
  expect(files.some((bytes) => bytes.includes('scrypt$16384$8$5$'))).toBe(true)
  for (const secret of secrets) expect(files.filter((bytes) => bytes.includes(secret))).toEqual([])
})

test('a user session that is long over cannot change a password', async () => {
  const key = await userWithKey(server, 'late', { Effect: 'Allow', Action: '*', Resource: '*' })
  const { Credentials: given } = await server
    .client(STSClient, { credentials: key })
    .send(new GetSessionTokenCommand({ DurationSeconds: 900 }))
  const session = {
    accessKeyId: given?.AccessKeyId ?? '',
    secretAccessKey: given?.SecretAccessKey ?? '',
    sessionToken: given?.SessionToken ?? '',
  }
  server.advance(901_000)
  const input = { OldPassword: 'a', NewPassword: 'b' }
  expect((await send(server, { call: 'ChangePassword', input }, session)).fault?.[0]).toBe('ExpiredToken')
})
