import { CloudTrailClient, LookupEventsCommand } from '@aws-sdk/client-cloudtrail'
import { PNG } from 'pngjs'
import { encode } from 'uqr'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { wrongCode } from '../../authenticator.ts'
import type { TestServer } from '../../start-test-server.ts'
import { startStillServer } from '../start-still-server.ts'
import { send, steps } from './iam-steps.ts'
import { admin, enable, newDevice, type TestDevice, toNextStep, twoCodes } from './people.ts'
import { shapes } from './shapes.ts'

const arn = (resource: string) => `arn:aws:iam::111122223333:${resource}`
const invalid = ['InvalidAuthenticationCode', 403, 'Authentication code for device is not valid.']

let server: TestServer
beforeAll(async () => {
  server = await startStillServer()
  for (const UserName of ['Ann', 'ben']) await admin(server, 'CreateUser', { UserName })
})
afterAll(async () => {
  expect(server.errors).toEqual([])
  await server.close()
})

let devices = 0
const device = () => newDevice(server, `device-${++devices}`)
beforeEach(() => toNextStep(server))
const enabling = (UserName: string, { serial, seed }: TestDevice, stepsFromNow = 0) => ({
  call: 'EnableMFADevice',
  input: { UserName, SerialNumber: serial, ...twoCodes(server, seed, stepsFromNow) },
})

describe('a new device', () => {
  test('tells its seed as base32 and its picture as a PNG of what an app scans', async () => {
    const { serial, seed, picture } = await newDevice(server, 'ann@shop+1', { Path: '/team/' })
    expect(serial).toBe(arn('mfa/team/ann@shop+1'))
    expect(seed).toMatch(/^[A-Z2-7]{64}$/)
    const uri = `otpauth://totp/Amazon%20Web%20Services:ann%40shop%2B1@111122223333?secret=${seed}&issuer=Amazon%20Web%20Services`
    const { data, size } = encode(uri, { ecc: 'M', border: 4 })
    const { width, height, data: pixels } = PNG.sync.read(Buffer.from(picture))
    expect([width, height]).toEqual([size * 4, size * 4])
    for (let y = 0; y < height; y += 1) {
      for (let x = 0; x < width; x += 1) {
        const shade = data[Math.floor(y / 4)]?.[Math.floor(x / 4)] ? 0 : 255
        expect(pixels[(y * width + x) * 4]).toBe(shade)
      }
    }
  })

  test('has a seed of its own', async () => {
    expect((await device()).seed).not.toBe((await device()).seed)
  })
})

describe('enabling', () => {
  test.each([
    ['the codes of now and before', 0, undefined],
    ['codes that are five minutes late', -9, undefined],
    ['codes that are five minutes early', 10, undefined],
    ['codes that are later', -11, invalid],
    ['codes that are earlier', 12, invalid],
  ])('by %s', async (_name, stepsFromNow, fault) => {
    const made = await device()
    expect((await send(server, enabling('ben', made, stepsFromNow))).fault).toEqual(fault)
    if (!fault) await admin(server, 'DeactivateMFADevice', { UserName: 'ben', SerialNumber: made.serial })
  })

  test('takes no code twice, also after the device was taken away', async () => {
    const made = await device()
    const first = enabling('ben', made)
    expect((await send(server, first)).fault).toBeUndefined()
    await admin(server, 'DeactivateMFADevice', { UserName: 'ben', SerialNumber: made.serial })
    expect((await send(server, first)).fault).toEqual(invalid)
    server.advance(60_000)
    expect((await send(server, enabling('ben', made))).fault).toBeUndefined()
    expect((await send(server, enabling('Ann', made))).fault).toEqual([
      'EntityAlreadyExists',
      409,
      'MFA Device is already in use.',
    ])
    await admin(server, 'DeactivateMFADevice', { UserName: 'ben', SerialNumber: made.serial })
  })

  test('takes not even the right codes after five wrong ones, until a while has passed', async () => {
    const made = await device()
    const wrong = wrongCode(made.seed, server.now())
    const guess = {
      UserName: 'ben',
      SerialNumber: made.serial,
      AuthenticationCode1: wrong,
      AuthenticationCode2: wrong,
    }
    for (let count = 0; count < 5; count += 1) {
      expect((await send(server, { call: 'EnableMFADevice', input: guess })).fault).toEqual(invalid)
    }
    expect((await send(server, enabling('ben', made))).fault).toEqual(invalid)
    server.advance(31_000)
    expect((await send(server, enabling('ben', made))).fault).toBeUndefined()
    await admin(server, 'DeactivateMFADevice', { UserName: 'ben', SerialNumber: made.serial })
  })

  test('of one device by many at once is done once', async () => {
    const made = await device()
    const answers = await Promise.all(['Ann', 'ben', 'Ann'].map((name) => send(server, enabling(name, made))))
    expect(answers.filter(({ fault }) => !fault)).toHaveLength(1)
    const owner = ['Ann', 'ben', 'Ann'][answers.findIndex(({ fault }) => !fault)]
    await admin(server, 'DeactivateMFADevice', { UserName: owner, SerialNumber: made.serial })
  })

  test('is for eight devices a user', async () => {
    await admin(server, 'CreateUser', { UserName: 'many' })
    const all = await Promise.all([1, 2, 3, 4, 5, 6, 7, 8, 9].map(device))
    for (const one of all.slice(0, 8)) await enable(server, 'many', one)
    expect((await send(server, enabling('many', all[8]!))).fault).toEqual([
      'LimitExceeded',
      409,
      'Cannot exceed quota for MFADevicesPerUser: 8',
    ])
    const { output } = await send(server, {
      call: 'ListMFADevices',
      input: { UserName: 'many', MaxItems: 5 },
    })
    expect(output?.['MFADevices']).toHaveLength(5)
    const next = { UserName: 'many', Marker: output?.['Marker'] }
    expect((await admin(server, 'ListMFADevices', next))['MFADevices']).toHaveLength(3)
  })
})

describe('a device', () => {
  let made: TestDevice
  beforeAll(async () => {
    made = await newDevice(server, 'Phone', { Tags: [{ Key: 'team', Value: 'shop' }] })
    await enable(server, 'Ann', made)
  })
  const SerialNumber = arn('mfa/Phone')
  const ann = {
    Path: '/',
    UserName: 'Ann',
    UserId: shapes.id('AIDA'),
    Arn: arn('user/Ann'),
    CreateDate: shapes.date,
  }
  const enabled = { UserName: 'Ann', SerialNumber, EnableDate: shapes.date }

  steps(
    () => server,
    [
      {
        call: 'ListMFADevices',
        input: { UserName: 'ann' },
        output: { MFADevices: [enabled], IsTruncated: false },
      },
      { call: 'GetMFADevice', input: { SerialNumber, UserName: 'Ann' }, output: enabled },
      {
        call: 'ListVirtualMFADevices',
        shows: 'those of somebody, with whose they are',
        input: { AssignmentStatus: 'Assigned', MaxItems: 1, Marker: undefined },
        output: expect.objectContaining({ IsTruncated: true }),
      },
      {
        call: 'ListMFADeviceTags',
        input: { SerialNumber },
        output: { Tags: [{ Key: 'team', Value: 'shop' }], IsTruncated: false },
      },
      { call: 'TagMFADevice', input: { SerialNumber, Tags: [{ Key: 'Team', Value: 'b' }] }, output: {} },
      {
        call: 'ListMFADeviceTags',
        shows: 'keys that differ in case',
        input: { SerialNumber },
        output: {
          Tags: [
            { Key: 'Team', Value: 'b' },
            { Key: 'team', Value: 'shop' },
          ],
          IsTruncated: false,
        },
      },
      { call: 'UntagMFADevice', input: { SerialNumber, TagKeys: ['team', 'Team'] }, output: {} },
      { call: 'ListMFADeviceTags', input: { SerialNumber }, output: { Tags: [], IsTruncated: false } },
      {
        call: 'DeleteVirtualMFADevice',
        input: { SerialNumber },
        fault: ['DeleteConflict', 409, 'MFA VirtualDevice in use. Must deactivate first.'],
      },
      {
        call: 'DeleteUser',
        input: { UserName: 'Ann' },
        fault: ['DeleteConflict', 409, 'Cannot delete entity, must delete MFA device first.'],
      },
      {
        call: 'DeactivateMFADevice',
        shows: 'not for another user',
        input: { SerialNumber, UserName: 'ben' },
        fault: ['NoSuchEntity', 404, 'MFA Device invalid for user.'],
      },
      { call: 'UpdateUser', input: { UserName: 'Ann', NewUserName: 'Anna' } },
      {
        call: 'GetMFADevice',
        shows: 'the new name of its user',
        input: { SerialNumber, UserName: 'Anna' },
        output: { ...enabled, UserName: 'Anna' },
      },
    ],
  )

  test('is listed with whose it is, or alone', async () => {
    const { VirtualMFADevices } = (await admin(server, 'ListVirtualMFADevices', {
      AssignmentStatus: 'Assigned',
    })) as { VirtualMFADevices: { SerialNumber: string }[] }
    const anna = { ...ann, UserName: 'Anna', Arn: arn('user/Anna') }
    expect(VirtualMFADevices.find((one) => one.SerialNumber === SerialNumber)).toEqual({
      SerialNumber,
      User: anna,
      EnableDate: shapes.date,
    })
    const spare = await device()
    const count = async (AssignmentStatus: string) => {
      const listed = await admin(server, 'ListVirtualMFADevices', { AssignmentStatus })
      return (listed['VirtualMFADevices'] as object[]).length
    }
    expect(await count('Any')).toBe((await count('Assigned')) + (await count('Unassigned')))
    const free = await admin(server, 'ListVirtualMFADevices', { AssignmentStatus: 'Unassigned' })
    expect(free['VirtualMFADevices']).toContainEqual({ SerialNumber: spare.serial })
  })

  test('is found again by two codes when its clock is far off', async () => {
    const resync = (stepsFromNow: number) =>
      send(server, {
        call: 'ResyncMFADevice',
        input: { UserName: 'Anna', SerialNumber, ...twoCodes(server, made.seed, stepsFromNow) },
      })
    expect((await resync(130)).fault).toEqual(invalid)
    expect((await resync(100)).fault).toBeUndefined()
    expect((await resync(100)).fault).toEqual(invalid)
  })

  test('is taken away and deleted', async () => {
    await admin(server, 'DeactivateMFADevice', { UserName: 'Anna', SerialNumber })
    await admin(server, 'DeleteVirtualMFADevice', { SerialNumber })
    expect(
      (await send(server, { call: 'GetMFADevice', input: { SerialNumber, UserName: 'Anna' } })).fault,
    ).toEqual(['NoSuchEntity', 404, `VirtualMFADevice with serial number ${SerialNumber} doesn't exist.`])
    await admin(server, 'DeleteUser', { UserName: 'Anna' })
  })
})

test('neither seeds nor pictures nor codes are in the trail', async () => {
  await admin(server, 'CreateUser', { UserName: 'quiet' })
  const made = await device()
  const codes = twoCodes(server, made.seed)
  await admin(server, 'EnableMFADevice', { UserName: 'quiet', SerialNumber: made.serial, ...codes })
  const { Events = [] } = await server
    .client(CloudTrailClient)
    .send(new LookupEventsCommand({ MaxResults: 20 }))
  const trail = JSON.stringify(Events.map(({ CloudTrailEvent }) => CloudTrailEvent))
  expect(trail).toContain(made.serial)
  expect(trail).toContain('EnableMFADevice')
  for (const secret of [
    made.seed,
    'seed',
    'qrCodePNG',
    'authenticationCode',
    ...Object.values(codes).map((one) => `"${one}`),
  ]) {
    expect(trail).not.toContain(secret)
  }
})
