import { CreateRoleCommand, IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam'
import { type Benchmark, median } from './benchmark.ts'
import { residentMemory } from './resident-memory.ts'
import { type ServeProcess, serveProcess } from './serve-process.ts'
import { signedCall } from './signed-call.ts'

/** As many as an account may have, but for those of the server's own. */
const roles = 9990
const lanes = 16

/** Calls whose time should not follow from how many roles there are. */
const asked: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  GetRole: { RoleName: 'role-0' },
  ListRoles: { MaxItems: '100' },
  GetAccountAuthorizationDetails: { MaxItems: '100', 'Filter.member.1': 'Role' },
}

/** The memory of a server with many roles, each with a trust policy and an inline policy. */
export const manyRoles: Benchmark = {
  name: 'many-roles',
  async run() {
    const server = await serveProcess()
    try {
      await fill(server, 0, 1)
      const idle = residentMemory(server.process)
      const few = await latencies(server)
      const began = performance.now()
      await fill(server, 1, roles)
      const seconds = (performance.now() - began) / 1000
      const many = await latencies(server)
      return [
        `resident ${idle.toFixed(0)} MB with one role, ${residentMemory(server.process).toFixed(0)} MB with ${roles}`,
        `made     in ${seconds.toFixed(0)} s, ${((2 * roles) / seconds).toFixed(0)} calls/s`,
        ...Object.keys(asked).map((name) => `${name} ${few[name]} with one, ${many[name]} with ${roles}`),
      ]
    } finally {
      await server.stop()
    }
  },
}

const document = (statement: object) => JSON.stringify({ Version: '2012-10-17', Statement: [statement] })
const trust = document({ Effect: 'Allow', Principal: { AWS: '111122223333' }, Action: 'sts:AssumeRole' })

async function fill({ url, credentials }: ServeProcess, from: number, to: number): Promise<void> {
  const client = new IAMClient({ endpoint: url, region: 'us-east-1', credentials })
  let next = from
  const lane = async () => {
    for (let at = next++; at < to; at = next++) {
      const RoleName = `role-${at}`
      const PolicyDocument = document({
        Effect: 'Allow',
        Action: 's3:GetObject',
        Resource: `arn:aws:s3:::b-${at}/*`,
      })
      await client.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: trust }))
      await client.send(new PutRolePolicyCommand({ RoleName, PolicyName: 'own', PolicyDocument }))
    }
  }
  await Promise.all(Array.from({ length: lanes }, lane))
  client.destroy()
}

/** Of each call, one after another on one connection. */
async function latencies(server: ServeProcess): Promise<Readonly<Record<string, string>>> {
  const seen: Record<string, string> = {}
  for (const [name, input] of Object.entries(asked)) {
    const call = signedCall(server, 'iam', { Action: name, Version: '2010-05-08', ...input })
    const times: number[] = []
    for (let turn = 0; turn < 30; turn += 1) {
      const began = performance.now()
      const answer = await fetch(server.url, { method: 'POST', ...call })
      await answer.arrayBuffer()
      times.push(performance.now() - began)
      if (answer.status !== 200) seen[name] = `answers ${answer.status}`
    }
    seen[name] ??= `${median(times).toFixed(1)} ms`
  }
  return seen
}
