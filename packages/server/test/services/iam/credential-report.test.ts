import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestServer, type TestServer } from '../../start-test-server.ts'
import { send, steps } from './iam-steps.ts'
import { enable, newDevice } from './people.ts'
import { shapes } from './shapes.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.close())

const started = {
  State: 'STARTED',
  Description: 'No report exists. Starting a new report generation task',
}
const fourHours = 4 * 3_600_000

/** The rows of the report. */
async function report(): Promise<Record<string, string>[]> {
  const { output } = await send(server, { call: 'GetCredentialReport' })
  const lines = Buffer.from(output?.['Content'] as Uint8Array)
    .toString()
    .split('\n')
  const [head, ...rows] = lines.map((line) =>
    [...line.matchAll(/"([^"]*)"|([^,]+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? ''),
  )
  return rows.map((row) => Object.fromEntries((head ?? []).map((column, at) => [column, row[at] ?? ''])))
}

describe('a report that is not there', () => {
  steps(
    () => server,
    [
      {
        call: 'GetCredentialReport',
        fault: ['ReportNotPresent', 410, 'There is no credential report. Generate one first.'],
      },
    ],
  )
})

const time = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/)
const noKey = (place: 1 | 2) => ({
  [`access_key_${place}_active`]: 'false',
  [`access_key_${place}_last_rotated`]: 'N/A',
  [`access_key_${place}_last_used_date`]: 'N/A',
  [`access_key_${place}_last_used_region`]: 'N/A',
  [`access_key_${place}_last_used_service`]: 'N/A',
})
const oneKey = (active: boolean, service: string) => ({
  access_key_1_active: String(active),
  access_key_1_last_rotated: time,
  access_key_1_last_used_date: time,
  access_key_1_last_used_region: 'us-east-1',
  access_key_1_last_used_service: service,
  ...noKey(2),
})
const noCertificates = {
  cert_1_active: 'false',
  cert_1_last_rotated: 'N/A',
  cert_2_active: 'false',
  cert_2_last_rotated: 'N/A',
}
const user = (name: string, path = '/') => ({
  user: name,
  arn: `arn:aws:iam::111122223333:user${path}${name}`,
  user_creation_time: time,
  password_enabled: 'false',
  password_last_used: 'N/A',
  password_last_changed: 'N/A',
  password_next_rotation: 'N/A',
  mfa_active: 'false',
  ...noCertificates,
})

test('tells the root user and every user, by name whatever its case', async () => {
  await send(server, { call: 'CreateUser', input: { UserName: 'Zoe', Path: '/a,b/' } })
  await send(server, { call: 'CreateUser', input: { UserName: 'bob' } })
  const { output } = await send(server, { call: 'CreateAccessKey', input: { UserName: 'bob' } })
  const key = output?.['AccessKey'] as { AccessKeyId: string; SecretAccessKey: string }
  const credentials = { accessKeyId: key.AccessKeyId, secretAccessKey: key.SecretAccessKey }
  await server.client(STSClient, { credentials }).send(new GetCallerIdentityCommand({}))
  const inactive = { UserName: 'bob', AccessKeyId: key.AccessKeyId, Status: 'Inactive' }
  await send(server, { call: 'UpdateAccessKey', input: inactive })

  expect((await send(server, { call: 'GenerateCredentialReport' })).output).toEqual(started)
  expect(await report()).toEqual([
    {
      ...user('<root_account>'),
      arn: 'arn:aws:iam::111122223333:root',
      password_enabled: 'not_supported',
      password_last_used: 'no_information',
      password_last_changed: 'not_supported',
      password_next_rotation: 'not_supported',
      ...noKey(1),
      ...noKey(2),
    },
    { ...user('administrator'), ...oneKey(true, 'iam') },
    { ...user('bob'), ...oneKey(false, 'sts') },
    { ...user('Zoe', '/a,b/'), ...noKey(1), ...noKey(2) },
  ])
})

test('is the same for four hours, whatever changes', async () => {
  await send(server, { call: 'DeleteUser', input: { UserName: 'Zoe' } })
  expect((await send(server, { call: 'GenerateCredentialReport' })).output).toEqual({ State: 'COMPLETE' })
  const { output } = await send(server, { call: 'GetCredentialReport' })
  expect(output).toMatchObject({ ReportFormat: 'text/csv', GeneratedTime: shapes.date })
  expect((await report()).map((row) => row['user'])).toContain('Zoe')
})

test('expires, and another is made', async () => {
  server.advance(fourHours)
  const expired = await send(server, { call: 'GetCredentialReport' })
  expect(expired.fault).toEqual([
    'ReportExpired',
    410,
    'The credential report has expired. Generate another.',
  ])
  expect((await send(server, { call: 'GenerateCredentialReport' })).output).toEqual(started)
  expect((await report()).map((row) => row['user'])).toEqual(['<root_account>', 'administrator', 'bob'])
})

test('tells passwords and MFA devices', async () => {
  await send(server, { call: 'UpdateAccountPasswordPolicy', input: { MaxPasswordAge: 30 } })
  await send(server, { call: 'CreateLoginProfile', input: { UserName: 'bob', Password: 'correct-Horse-7' } })
  await enable(server, 'bob', await newDevice(server, 'bob'))
  server.advance(fourHours)
  expect((await send(server, { call: 'GenerateCredentialReport' })).output).toEqual(started)
  const bob = (await report()).find((row) => row['user'] === 'bob')
  expect(bob).toMatchObject({
    password_enabled: 'true',
    password_last_used: 'no_information',
    password_last_changed: time,
    password_next_rotation: time,
    mfa_active: 'true',
  })
  const [changed, next] = ['password_last_changed', 'password_next_rotation'].map((column) =>
    Date.parse(bob?.[column] ?? ''),
  )
  expect((next ?? 0) - (changed ?? 0)).toBe(30 * 24 * 3_600_000)
  const { output } = await send(server, { call: 'GetAccountSummary' })
  expect(output?.['SummaryMap']).toMatchObject({ MFADevices: 1, MFADevicesInUse: 1 })
})
