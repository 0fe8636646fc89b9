import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CreateOpenIDConnectProviderCommand, CreateRoleCommand, IAMClient } from '@aws-sdk/client-iam'
import { startTestIssuer, type TestIssuer, testAudience } from '../packages/server/test/start-test-issuer.ts'
import { bareProcess } from './bare-process.ts'
import type { Benchmark } from './benchmark.ts'
import { compareLoads } from './compare-loads.ts'
import { type ServeProcess, serveProcess } from './serve-process.ts'

const rounds = 5
const callsPerRound = 4000
const connections = 32

/** A fresh token each call, its record durable before the answer, against a bare server in the same run. */
export const assumeRoleWithWebIdentity: Benchmark = {
  name: 'assume-role-with-web-identity',
  async run() {
    const folder = mkdtempSync(join(tmpdir(), 'rolecall-bench-'))
    const issuer = await startTestIssuer()
    const server = await serveProcess()
    try {
      await trust(server, issuer)
      const files = await tokens(issuer, folder)
      const sample = await (
        await fetch(server.url, { method: 'POST', headers: form, body: await call(issuer, 'sample') })
      ).text()
      writeFileSync(join(folder, 'key.json'), JSON.stringify(issuer.key.publicJwk))
      writeFileSync(join(folder, 'body.xml'), sample)
      const bare = await bareProcess('token', join(folder, 'key.json'), join(folder, 'body.xml'))
      const seen = await compareLoads(server.url, bare.url, files, connections).finally(bare.stop)
      return [
        `rolecall ${seen.rate.toFixed(0)}/s (p50 ${seen.p50.toFixed(1)} ms, p99 ${seen.p99.toFixed(1)} ms, ${connections} connections)`,
        `floor    ${seen.floorRate.toFixed(0)}/s`,
        `ratio    ${(seen.ratio * 100).toFixed(0)} %, median of ${rounds - 1} pairs`,
        `failed   ${seen.failed} of ${rounds * callsPerRound}`,
      ]
    } finally {
      await server.stop()
      await issuer.close()
      rmSync(folder, { recursive: true, force: true })
    }
  },
}

const role = 'arn:aws:iam::111122223333:role/bench'
const form = { 'content-type': 'application/x-www-form-urlencoded' }

async function trust({ url, credentials }: ServeProcess, issuer: TestIssuer): Promise<void> {
  const iam = new IAMClient({ endpoint: url, region: 'us-east-1', credentials })
  const provider = { Url: issuer.url, ClientIDList: [testAudience] }
  const { OpenIDConnectProviderArn } = await iam.send(new CreateOpenIDConnectProviderCommand(provider))
  const host = issuer.url.replace('http://', '')
  const statement = {
    Effect: 'Allow',
    Principal: { Federated: OpenIDConnectProviderArn },
    Action: 'sts:AssumeRoleWithWebIdentity',
    Condition: {
      StringEquals: { [`${host}:sub`]: 'system:serviceaccount:shop:reports', [`${host}:aud`]: testAudience },
    },
  }
  const document = JSON.stringify({ Version: '2012-10-17', Statement: [statement] })
  await iam.send(new CreateRoleCommand({ RoleName: 'bench', AssumeRolePolicyDocument: document }))
}

async function call(issuer: TestIssuer, jti: string): Promise<string> {
  const token = await issuer.token({ jti })
  const input = {
    Action: 'AssumeRoleWithWebIdentity',
    Version: '2011-06-15',
    RoleArn: role,
    RoleSessionName: 'bench',
  }
  return new URLSearchParams({ ...input, WebIdentityToken: token }).toString()
}

async function tokens(issuer: TestIssuer, folder: string): Promise<string[]> {
  const files: string[] = []
  for (let round = 0; round < rounds; round += 1) {
    const file = join(folder, `calls-${round}.json`)
    const bodies = await Promise.all(
      Array.from({ length: callsPerRound }, (_, at) => call(issuer, `${round}-${at}`)),
    )
    writeFileSync(file, JSON.stringify(bodies.map((body) => ({ body }))))
    files.push(file)
  }
  return files
}
