import { CreateOpenIDConnectProviderCommand, CreateRoleCommand, IAMClient } from '@aws-sdk/client-iam'
import { AssumeRoleWithWebIdentityCommand, STSClient } from '@aws-sdk/client-sts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestIssuer, type TestIssuer } from '../../start-test-issuer.ts'
import { startTestServer, type TestServer } from '../../start-test-server.ts'
import { type Answer, type Platform, platforms } from './platform-tokens.data.ts'
import { outcome, policy, roleArn } from './sts-calls.ts'

const answers: Readonly<Record<Answer, RegExp>> = {
  ok: /^ok$/,
  denied: /^AccessDenied: Not authorized to perform sts:AssumeRoleWithWebIdentity$/,
  'wrong audience': /^InvalidIdentityToken: Incorrect token audience$/,
}

describe.each(Object.entries(platforms))('tokens of %s', (_name, platform) => {
  let server: TestServer
  let issuer: TestIssuer
  beforeAll(async () => {
    server = await startTestServer()
    issuer = await startTestIssuer({ algorithm: platform.algorithm, discovery: () => platform.discovery })
    await federate(server, issuer, platform)
  })
  afterAll(async () => {
    expect(server.errors).toEqual([])
    await issuer.close()
    await server.close()
  })

  test.each(Object.entries(platform.cases))('%s', async (_case, [changes, expected]) => {
    const WebIdentityToken = await issuer.token({ ...platform.claims, ...changes })
    for (const [role, answer] of Object.entries(expected)) {
      const input = { RoleArn: roleArn(role), RoleSessionName: 'job', WebIdentityToken }
      const came = outcome(server.client(STSClient).send(new AssumeRoleWithWebIdentityCommand(input)))
      expect(await came, role).toMatch(answers[answer])
    }
  })

  test('each role answers yes to one token and no to another', () => {
    const given = Object.values(platform.cases).flatMap(([, expected]) => Object.entries(expected))
    for (const role of Object.keys(platform.roles)) {
      const its = given.filter(([name]) => name === role).map(([, answer]) => answer)
      expect(its, role).toContain('ok')
      // Those that show a trap say yes to everybody.
      if (role !== 'careless' && role !== 'many') expect(its, role).toContain('denied')
    }
  })
})

async function federate(server: TestServer, { url }: TestIssuer, platform: Platform): Promise<void> {
  const iam = server.client(IAMClient)
  const { OpenIDConnectProviderArn: Federated } = await iam.send(
    new CreateOpenIDConnectProviderCommand({ Url: url, ClientIDList: [...platform.clientIds] }),
  )
  const host = url.replace('http://', '')
  for (const [RoleName, condition] of Object.entries(platform.roles)) {
    const Condition = JSON.parse(JSON.stringify(condition).replaceAll('ISSUER', host))
    const AssumeRolePolicyDocument = policy({
      Effect: 'Allow',
      Principal: { Federated },
      Action: 'sts:AssumeRoleWithWebIdentity',
      Condition,
    })
    await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument }))
  }
}
