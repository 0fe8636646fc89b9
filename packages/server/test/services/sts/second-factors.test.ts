import { IAMClient, ListUsersCommand } from '@aws-sdk/client-iam'
import { AssumeRoleCommand, GetSessionTokenCommand, STSClient } from '@aws-sdk/client-sts'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { codeAt, wrongCode } from '../../authenticator.ts'
import type { Credentials, TestServer } from '../../start-test-server.ts'
import { admin, enable, newDevice, type TestDevice, twoCodes, userWithKey } from '../iam/people.ts'
import { startStillServer } from '../start-still-server.ts'
import { account, outcome, policy, roleArn, trust } from './sts-calls.ts'

const wrong = 'AccessDenied: MultiFactorAuthentication failed with invalid MFA one time pass code. '
const unknown =
  'AccessDenied: MultiFactorAuthentication failed, unable to validate MFA code.  Please verify your MFA serial number is valid and associated with this user.'
const incomplete =
  'AccessDenied: MultiFactorAuthentication failed, must provide both MFA serial number and one time pass code.'

const present = { 'aws:MultiFactorAuthPresent': 'true' }
const everything = { Effect: 'Allow', Action: '*', Resource: '*' }
/** The policies of AWS's documents: deny unless there is a second factor; allow while it is young. */
const denyUnless = {
  ...everything,
  Effect: 'Deny',
  Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } },
}
const denyWithoutSts = { ...denyUnless, Action: undefined, NotAction: ['sts:*'] }
const allowYoung = { ...everything, Condition: { NumericLessThan: { 'aws:MultiFactorAuthAge': '3600' } } }

let server: TestServer
let devices = 0

interface Person {
  readonly name: string
  readonly key: Credentials
  readonly device: TestDevice
}

async function person(...statements: readonly object[]): Promise<Person> {
  const name = `user-${++devices}`
  const key = await userWithKey(server, name, ...statements)
  const device = await newDevice(server, name)
  await enable(server, name, device)
  return { name, key, device }
}

beforeAll(async () => {
  server = await startStillServer()
  const roles: Record<string, string> = {
    guarded: trust(account, { Condition: { Bool: present } }),
    young: trust(account, { Condition: { NumericLessThan: { 'aws:MultiFactorAuthAge': '300' } } }),
    'for-no-device': trust(account, { Condition: { Null: { 'aws:MultiFactorAuthAge': 'true' } } }),
    closed: trust({ Service: 'ec2.amazonaws.com' }),
  }
  for (const [RoleName, AssumeRolePolicyDocument] of Object.entries(roles)) {
    await admin(server, 'CreateRole', { RoleName, AssumeRolePolicyDocument })
  }
  const PolicyDocument = policy({ ...everything, Condition: { Bool: present } })
  await admin(server, 'PutRolePolicy', { RoleName: 'guarded', PolicyName: 'with-mfa', PolicyDocument })
})
afterAll(async () => {
  expect(server.errors).toEqual([])
  await server.close()
})

type Factor = { SerialNumber?: string; TokenCode?: string }
/** What the device shows, so many steps from now. */
const shown = ({ device }: Person, steps = 0): Required<Factor> => ({
  SerialNumber: device.serial,
  TokenCode: codeAt(device.seed, server.now() + steps * 30_000),
})

const keys = ({
  Credentials: given,
}: {
  Credentials?:
    | {
        AccessKeyId?: string | undefined
        SecretAccessKey?: string | undefined
        SessionToken?: string | undefined
      }
    | undefined
}) => ({
  accessKeyId: given?.AccessKeyId ?? '',
  secretAccessKey: given?.SecretAccessKey ?? '',
  sessionToken: given?.SessionToken ?? '',
})

async function session(credentials: Credentials, factor: Factor = {}): Promise<Credentials> {
  return keys(await server.client(STSClient, { credentials }).send(new GetSessionTokenCommand(factor)))
}

async function assume(credentials: Credentials, role: string, factor: Factor = {}): Promise<Credentials> {
  const input = { RoleArn: roleArn(role), RoleSessionName: 'work', ...factor }
  return keys(await server.client(STSClient, { credentials }).send(new AssumeRoleCommand(input)))
}

const listUsers = (credentials: Credentials) =>
  outcome(server.client(IAMClient, { credentials }).send(new ListUsersCommand({})))

describe('GetSessionToken', () => {
  let ann: Person
  beforeEach(async () => {
    ann = await person(everything)
  })

  test('takes a code once', async () => {
    const factor = shown(ann)
    expect(await outcome(session(ann.key, factor))).toBe('ok')
    expect(await outcome(session(ann.key, factor))).toBe(wrong)
    server.advance(30_000)
    expect(await outcome(session(ann.key, shown(ann)))).toBe('ok')
    expect(await outcome(session(ann.key, shown(ann, -1)))).toBe(wrong)
  })

  test('takes a code once, also from many at once', async () => {
    const factor = shown(ann)
    const answers = await Promise.all([1, 2, 3, 4].map(() => outcome(session(ann.key, factor))))
    expect(answers.sort()).toEqual([wrong, wrong, wrong, 'ok'].sort())
  })

  test.each<[name: string, factor: (person: Person) => Factor, expected: string]>([
    ['a code one step late', (one) => shown(one, -1), wrong],
    ['a code one step early', (one) => shown(one, 1), 'ok'],
    ['a code two steps early', (one) => shown(one, 2), wrong],
    [
      'another code',
      (one) => ({ ...shown(one), TokenCode: wrongCode(one.device.seed, server.now()) }),
      wrong,
    ],
    [
      'a device that is not there',
      (one) => ({ ...shown(one), SerialNumber: `arn:aws:iam::${account}:mfa/no` }),
      unknown,
    ],
    ['a device of no form', (one) => ({ ...shown(one), SerialNumber: '__proto__' }), unknown],
    ['a serial number alone', (one) => ({ SerialNumber: one.device.serial }), incomplete],
    ['a code alone', (one) => ({ TokenCode: shown(one).TokenCode }), incomplete],
    ['nothing', () => ({}), 'ok'],
  ])('shown %s', async (_name, factor, expected) => {
    // The code of the step before was used when the device was enabled.
    expect(await outcome(session(ann.key, factor(ann)))).toBe(expected)
  })

  test('takes no device of another user, and of nobody', async () => {
    const ben = await person(everything)
    expect(await outcome(session(ben.key, shown(ann)))).toBe(unknown)
    const device = await newDevice(server, `spare-${devices}`)
    expect(await outcome(session(ben.key, shown({ ...ben, device })))).toBe(unknown)
    // And it did not cost the owner the code.
    expect(await outcome(session(ann.key, shown(ann)))).toBe('ok')
  })

  test('takes not even the right code after five wrong ones, until a while has passed', async () => {
    const guess = { ...shown(ann), TokenCode: wrongCode(ann.device.seed, server.now()) }
    const answers = await Promise.all([1, 2, 3, 4, 5].map(() => outcome(session(ann.key, guess))))
    expect(answers).toEqual([wrong, wrong, wrong, wrong, wrong])
    expect(await outcome(session(ann.key, shown(ann)))).toBe(wrong)
    server.advance(31_000)
    expect(
      await outcome(session(ann.key, { ...guess, TokenCode: wrongCode(ann.device.seed, server.now()) })),
    ).toBe(wrong)
    server.advance(31_000)
    // The sixth makes the wait twice as long.
    expect(await outcome(session(ann.key, shown(ann)))).toBe(wrong)
    server.advance(30_000)
    expect(await outcome(session(ann.key, shown(ann)))).toBe('ok')
  })

  test('looks for the codes of a device where its clock was found', async () => {
    const { name, device } = ann
    const input = { UserName: name, SerialNumber: device.serial, ...twoCodes(server, device.seed, 50) }
    await admin(server, 'ResyncMFADevice', input)
    expect(await outcome(session(ann.key, shown(ann, 1)))).toBe(wrong)
    expect(await outcome(session(ann.key, shown(ann, 51)))).toBe('ok')
  })

  test('takes no code of a device that was taken away', async () => {
    await admin(server, 'DeactivateMFADevice', { UserName: ann.name, SerialNumber: ann.device.serial })
    expect(await outcome(session(ann.key, shown(ann)))).toBe(unknown)
  })
})

describe('policies', () => {
  test('deny unless there is a second factor', async () => {
    const ann = await person(everything, denyWithoutSts)
    expect(await listUsers(ann.key)).toMatch(/^AccessDenied: .* with an explicit deny/)
    expect(await listUsers(await session(ann.key, shown(ann)))).toBe('ok')
    expect(await listUsers(await session(ann.key))).not.toBe('ok')
  })

  test('allow while the second factor is young', async () => {
    const ann = await person(allowYoung)
    expect(await listUsers(ann.key)).toMatch(/^AccessDenied: .* because no identity-based policy allows/)
    const credentials = await session(ann.key, shown(ann))
    expect(await listUsers(credentials)).toBe('ok')
    server.advance(3_590_000)
    expect(await listUsers(credentials)).toBe('ok')
    server.advance(11_000)
    expect(await listUsers(credentials)).toMatch(/^AccessDenied: /)
  })
})

describe('AssumeRole', () => {
  let ann: Person
  beforeEach(async () => {
    ann = await person(everything)
  })
  const denied = (role: string) =>
    new RegExp(`^AccessDenied: User: .* to perform: sts:AssumeRole on resource: .*role/${role}$`)

  test.each(['guarded', 'young'])('shows the trust of %s a second factor', async (role) => {
    expect(await outcome(assume(ann.key, role))).toMatch(denied(role))
    expect(await outcome(assume(ann.key, role, shown(ann)))).toBe('ok')
    expect(await outcome(assume(ann.key, role, shown(ann)))).toBe(wrong)
  })

  test('shows the second factor of the session that calls, as old as it is', async () => {
    const credentials = await session(ann.key, shown(ann))
    expect(await outcome(assume(credentials, 'guarded'))).toBe('ok')
    server.advance(301_000)
    expect(await outcome(assume(credentials, 'guarded'))).toBe('ok')
    expect(await outcome(assume(credentials, 'young'))).toMatch(denied('young'))
    expect(await outcome(assume(credentials, 'young', shown(ann))), 'a new one is shown').toBe('ok')
    expect(await outcome(assume(await session(ann.key), 'guarded'))).toMatch(denied('guarded'))
  })

  test('has no age to show without one', async () => {
    expect(await outcome(assume(ann.key, 'for-no-device'))).toBe('ok')
    expect(await outcome(assume(ann.key, 'for-no-device', shown(ann)))).toMatch(denied('for-no-device'))
  })

  test('shows it to the policies of the caller too', async () => {
    const ben = await person({ ...everything, Condition: { Bool: present } })
    expect(await outcome(assume(ben.key, 'guarded'))).toMatch(denied('guarded'))
    expect(await outcome(assume(ben.key, 'guarded', shown(ben)))).toBe('ok')
  })

  test('that is refused has used the code up', async () => {
    const factor = shown(ann)
    expect(await outcome(assume(ann.key, 'closed', factor))).toMatch(denied('closed'))
    expect(await outcome(assume(ann.key, 'guarded', factor))).toBe(wrong)
  })

  test('gives a session that shows none: it is about the call. IAM User Guide, "Secure API access with MFA"', async () => {
    expect(await listUsers(await assume(ann.key, 'guarded', shown(ann)))).toMatch(/^AccessDenied: /)
  })

  test('takes none from the session of a role', async () => {
    const credentials = await assume(ann.key, 'guarded', shown(ann))
    server.advance(30_000)
    expect(await outcome(assume(credentials, 'guarded', shown(ann)))).toBe(unknown)
  })
})
