import {
  AddRoleToInstanceProfileCommand,
  CreateInstanceProfileCommand,
  CreateRoleCommand,
  IAMClient,
} from '@aws-sdk/client-iam'
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts'
import { fromIni, fromInstanceMetadata } from '@aws-sdk/credential-providers'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { ended } from './ended.ts'
import { rolecall } from './rolecall.ts'
import { type Serving, serving } from './serving.ts'
import { startRolecall } from './start-rolecall.ts'

let server: Serving
const endpoint = () => server.environment['AWS_ENDPOINT_URL'] ?? ''

beforeAll(async () => {
  server = await serving()
  const filepath = server.environment['AWS_SHARED_CREDENTIALS_FILE'] ?? ''
  const credentials = fromIni({ filepath, profile: 'rolecall' })
  const iam = new IAMClient({ endpoint: endpoint(), region: 'us-east-1', credentials })
  const trust = {
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::111122223333:root' }, Action: 'sts:AssumeRole' },
    ],
  }
  const RoleName = 'shop-nodes'
  await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: JSON.stringify(trust) }))
  const InstanceProfileName = 'shop-nodes'
  await iam.send(new CreateInstanceProfileCommand({ InstanceProfileName }))
  await iam.send(new AddRoleToInstanceProfileCommand({ InstanceProfileName, RoleName }))
})
afterAll(() => server?.stop())

const flags = ['--cluster-name', 'shop', '--keys', 'none', '--bind-hosts', '127.0.0.1', '--port', '0']
const ports = ['--probe-port', '0', '--metrics-address', '127.0.0.1', '--metrics-port', '0']
const imds = ['--imds', '--imds-bind-hosts', '127.0.0.1', '--imds-port', '0', '--region', 'us-east-1']

it('gives the node its role, and the SDK knows who it is', async () => {
  const profile = ['--imds-instance-profile', 'shop-nodes', '--imds-instance-id', 'i-0123456789abcdef0']
  const child = startRolecall(
    ['agent', ...flags, ...ports, ...imds, ...profile, '--endpoint', endpoint()],
    server.environment,
  )
  const end = ended(child)
  try {
    let said = ''
    const { promise, resolve } = Promise.withResolvers<string>()
    child.stderr?.on('data', (chunk) => {
      said += chunk
      const port = /"listener":"imds"[^\n]*"port":(\d+)\b[^\n]*\n/.exec(said)?.[1]
      if (port) resolve(port)
    })
    const port = await Promise.race([promise, end.then(({ err }) => Promise.reject(new Error(err)))])
    process.env['AWS_EC2_METADATA_SERVICE_ENDPOINT'] = `http://127.0.0.1:${port}`
    const credentials = fromInstanceMetadata({ timeout: 50_000, maxRetries: 0 })
    const sts = new STSClient({ endpoint: endpoint(), region: 'us-east-1', credentials })
    const { Arn } = await sts.send(new GetCallerIdentityCommand({}))
    expect(Arn).toBe('arn:aws:sts::111122223333:assumed-role/shop-nodes/i-0123456789abcdef0')
  } finally {
    delete process.env['AWS_EC2_METADATA_SERVICE_ENDPOINT']
    child.kill('SIGTERM')
    await end
  }
})

it.each<[says: string, args: string[]]>([
  ['--imds needs --imds-instance-profile', []],
  [
    '--imds-hop-limit takes a number up to 64',
    ['--imds-instance-profile', 'shop-nodes', '--imds-hop-limit', '65'],
  ],
  ['--imds-hop-limit is at least 1', ['--imds-instance-profile', 'shop-nodes', '--imds-hop-limit', '0']],
  ['is not i- and 8 to 17 hex digits', ['--imds-instance-profile', 'x', '--imds-instance-id', 'i-x']],
  ['is no path that begins with /', ['--imds-instance-profile', 'x', '--imds-block', 'latest']],
  ['nobody', ['--imds-instance-profile', 'nobody']],
])('refuses: %s', async (says, args) => {
  const { code, err } = await rolecall(
    ['agent', ...flags, ...ports, ...imds, ...args, '--endpoint', endpoint()],
    server.environment,
  )
  expect([code, err]).toEqual([2, expect.stringContaining(says)])
})
