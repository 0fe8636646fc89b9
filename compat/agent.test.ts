import { type ChildProcess, spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { awsClis } from './aws-cli/aws-clis.ts'
import { found, missing } from './found.ts'
import { podToken } from './pod-token.ts'
import { type Serving, serving } from './serving.ts'

/* Pods that ask `rolecall agent` by the default chain of their SDK, with what the webhook gives them and no more. */
const version = found('python3', '-c', 'import boto3; print("boto3", boto3.__version__)')
const isMissing = missing(version, 'boto3', '`pip install boto3`')
const clis = awsClis().filter(({ isOld }) => !isOld)
missing(clis[0]?.name, 'an AWS CLI that knows AWS_ENDPOINT_URL', '`pip install awscli`')

const bin = new URL('../packages/cli/bin/rolecall.js', import.meta.url).pathname
const free = ['--bind-hosts', '127.0.0.1', '--port', '0', '--probe-port', '0', '--metrics-port', '0']
const caller = /^arn:aws:sts::111122223333:assumed-role\/auditor\/eks-shop-auditor-1-/

/** Asks anew when the end is near, and gets credentials that live hours again. */
const refreshing = `
import boto3
from datetime import datetime, timedelta, timezone
session = boto3.Session()
credentials = session.get_credentials()
credentials.get_frozen_credentials()
near = datetime.now(timezone.utc) + timedelta(seconds=30)
credentials._expiry_time = near
credentials.get_frozen_credentials()
print(session.client('sts').get_caller_identity()['Arn'])
print(credentials.method, credentials._expiry_time - near > timedelta(hours=1))
`

describe.skipIf(isMissing && clis.length === 0)('pods of an agent', () => {
  let server: Serving
  let agent: ChildProcess
  let tokenFile: string
  let pod: Readonly<Record<string, string | undefined>>

  beforeAll(async () => {
    server = await serving()
    expect(server.rolecall('apply', '-f', 'examples/shop/cluster.yaml').code).toBe(0)
    const place = ['--cluster', 'shop', '-n', 'shop', '--service-account', 'auditor']
    const role = ['--role-name', 'auditor', '--policy-arn', 'arn:aws:iam::aws:policy/ReadOnlyAccess']
    expect(server.rolecall('associate', ...place, ...role, '--create-service-account').errors).toBe('')
    const { EKSClient, DescribeClusterCommand } = await import('@aws-sdk/client-eks')
    const { fromIni } = await import('@aws-sdk/credential-providers')
    const filepath = server.environment['AWS_SHARED_CREDENTIALS_FILE'] ?? ''
    const credentials = fromIni({ filepath, profile: 'rolecall' })
    const eks = new EKSClient({ endpoint: server.url, region: 'us-east-1', credentials })
    const { cluster } = await eks.send(new DescribeClusterCommand({ name: 'shop' }))
    tokenFile = join(server.folder, 'token')
    const names = { namespace: 'shop', serviceAccount: 'auditor', pod: 'auditor-1' }
    writeFileSync(tokenFile, await podToken(server, cluster?.endpoint ?? '', names))

    const env = { ...process.env, ...server.environment }
    agent = spawn(process.execPath, [bin, 'agent', '-c', 'shop', ...free, '-v', 'error'], {
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    pod = {
      AWS_PROFILE: undefined,
      AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
      AWS_CONTAINER_CREDENTIALS_FULL_URI: await ready(agent),
      AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: tokenFile,
    }
  })
  afterAll(async () => {
    const ended = new Promise((resolve) => agent.once('exit', resolve))
    agent.kill('SIGTERM')
    await ended
    await server.close()
  })

  test.skipIf(isMissing)('boto3 gets credentials, renews them, and is the role of the association', () => {
    const { output, errors } = server.run('python3', ['-c', refreshing], pod)
    expect(errors).toBe('')
    const [arn, how] = output.split('\n')
    expect([arn, how]).toEqual([expect.stringMatching(caller), 'container-role True'])
  })

  test.skipIf(isMissing)('boto3 has none with a token of nobody, and says what the agent said', () => {
    const forged = join(server.folder, 'forged')
    writeFileSync(forged, 'a.b.c')
    const { code, errors } = server.run('python3', ['-c', refreshing], {
      ...pod,
      AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: forged,
    })
    expect(code).toBe(1)
    expect(errors).toContain('InvalidTokenException')
  })

  test.each(clis)('$name is the role of the association', (cli) => {
    const line = [...cli.line(server.url), 'sts', 'get-caller-identity', '--output', 'json']
    const { output, errors } = server.run(cli.path, line, pod)
    expect(errors).toBe('')
    expect(JSON.parse(output).Arn).toMatch(caller)
  })
})

function ready(child: ChildProcess): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>()
  let text = ''
  child.once('exit', (code) => reject(new Error(`the agent ended with ${code}`)))
  child.stdout?.on('data', (chunk) => {
    text += chunk
    const url = /rolecall agent ready on (\S+)/.exec(text)?.[1]
    if (url) resolve(url)
  })
  return promise
}
