import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { awsClis } from './aws-cli/aws-clis.ts'
import { found, missing } from './found.ts'
import { rolecallAgent } from './rolecall-agent.ts'
import { type Serving, serving } from './serving.ts'
import { shopOfPods } from './shop-of-pods.ts'
import type { StartedAgent } from './started-agent.ts'

/* Pods that ask `rolecall agent` by the default chain of their SDK, with what the webhook gives them and no more. */
const version = found('python3', '-c', 'import boto3; print("boto3", boto3.__version__)')
const isMissing = missing(version, 'boto3', '`pip install boto3`')
const clis = awsClis().filter(({ isOld }) => !isOld)
missing(clis[0]?.name, 'an AWS CLI that knows AWS_ENDPOINT_URL', '`pip install awscli`')

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
  let agent: StartedAgent
  let pod: Readonly<Record<string, string | undefined>>

  beforeAll(async () => {
    server = await serving()
    const shop = await shopOfPods(server)
    const tokenFile = join(server.folder, 'token')
    writeFileSync(tokenFile, await shop.token())
    agent = await rolecallAgent(server)
    pod = {
      AWS_PROFILE: undefined,
      AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
      AWS_CONTAINER_CREDENTIALS_FULL_URI: agent.url,
      AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: tokenFile,
    }
  })
  afterAll(async () => {
    await agent.close()
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
