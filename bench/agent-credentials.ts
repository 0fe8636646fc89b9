import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { generateSigningKey, jwksDocument, serviceAccountClaims, signToken } from '@rolecall/tokens'
import { fakeEksAuth } from '../packages/agent/test/fake-eks-auth.ts'
import { type AgentProcess, agentProcess } from './agent-process.ts'
import { bareProcess } from './bare-process.ts'
import type { Benchmark } from './benchmark.ts'
import { compareLoads } from './compare-loads.ts'
import { measureLoad } from './measure-load.ts'
import { residentMemory } from './resident-memory.ts'

const pods = 5000
const rounds = 5
const callsPerRound = 20_000
const connections = 32
const issuer = 'https://oidc.example.com/id/1'

/** An agent before an EKS Auth that answers at once: what is cached against a bare server, and what is not. */
export const agentCredentials: Benchmark = {
  name: 'agent-credentials',
  async run() {
    const folder = mkdtempSync(join(tmpdir(), 'rolecall-bench-'))
    const key = await generateSigningKey('RS256')
    const upstream = await fakeEksAuth('shop', issuer, key)
    upstream.associations.set('shop/reports', 'reports')
    const jwks = join(folder, 'jwks.json')
    writeFileSync(jwks, JSON.stringify(jwksDocument([key])))
    const tokens = await Promise.all(Array.from({ length: pods }, (_, at) => tokenOf(at)))
    try {
      return [...(await quiet()), ...(await storm())]
    } finally {
      await upstream.close()
      rmSync(folder, { recursive: true, force: true })
    }

    function tokenOf(at: number): Promise<string> {
      const claims = serviceAccountClaims({
        issuer,
        audiences: ['pods.eks.amazonaws.com'],
        now: Date.now(),
        lifetimeSeconds: 86_400,
        tokenId: `token-${at}`,
        namespace: 'shop',
        serviceAccount: { name: 'reports', uid: '0c8f6a5e-9d2b-4a53-9b62-3f0a1c5d7e10' },
        pod: { name: `reports-${at}`, uid: `0c8f6a5e-9d2b-4a53-9b62-${String(at).padStart(12, '0')}` },
      })
      return signToken(claims, key)
    }

    function file(name: string, list: readonly string[]): string {
      const path = join(folder, name)
      writeFileSync(path, JSON.stringify(list.map((token) => ({ headers: { authorization: token } }))))
      return path
    }

    async function quiet(): Promise<string[]> {
      const agent = await agentProcess(upstream.url, upstream.credentials, jwks, pods)
      try {
        await ask(agent, tokens[0])
        const idle = residentMemory(agent.process)
        const cold = await measureLoad(agent.url, file('cold.json', tokens.slice(1)), connections)
        const full = residentMemory(agent.process)
        writeFileSync(join(folder, 'body.json'), await ask(agent, tokens[0]))
        const some = Array.from({ length: callsPerRound }, (_, at) => tokens[at % pods] ?? '')
        const warm = file('warm.json', some)
        const bare = await bareProcess('nothing', join(folder, 'body.json'))
        const files = Array.from({ length: rounds }, () => warm)
        const seen = await compareLoads(agent.url, bare.url, files, connections).finally(bare.stop)
        return [
          `cold     ${cold.rate.toFixed(0)}/s, each with a signed call upstream (p50 ${cold.p50.toFixed(1)} ms, p99 ${cold.p99.toFixed(1)} ms), ${cold.failed} failed`,
          `cached   ${seen.rate.toFixed(0)}/s over ${pods} pods (p50 ${seen.p50.toFixed(1)} ms, p99 ${seen.p99.toFixed(1)} ms, ${connections} connections), ${seen.failed} failed`,
          `floor    ${seen.floorRate.toFixed(0)}/s`,
          `ratio    ${(seen.ratio * 100).toFixed(0)} %, median of ${rounds - 1} pairs`,
          `memory   ${idle.toFixed(0)} MB with one pod, ${full.toFixed(0)} MB with ${pods}, ${residentMemory(agent.process).toFixed(0)} MB after the load`,
        ]
      } finally {
        await agent.stop()
      }
    }

    async function storm(): Promise<string[]> {
      const agent = await agentProcess(upstream.url, upstream.credentials, jwks, pods)
      const before = upstream.calls.length
      // An upstream that takes as long as one of another machine.
      upstream.delay = 20
      const path = join(folder, 'storm.json')
      // Two containers of each pod.
      writeFileSync(path, JSON.stringify([...tokens, ...tokens]))
      try {
        const script = new URL('./storm.ts', import.meta.url).pathname
        const { stdout } = await promisify(execFile)(process.execPath, [script, agent.url, path])
        const seen = JSON.parse(stdout)
        return [
          `storm    ${pods} pods of two containers in one second: all served after ${seen.seconds.toFixed(1)} s, ${seen.failed} failed, ${seen.anew} had to begin anew, ${seen.tries} requests (p50 ${seen.p50.toFixed(0)} ms, p99 ${seen.p99.toFixed(0)} ms)`,
          `         ${upstream.calls.length - before} calls upstream`,
        ]
      } finally {
        await agent.stop()
      }
    }
  },
}

async function ask({ url }: AgentProcess, token = ''): Promise<string> {
  return (await fetch(url, { headers: { authorization: token } })).text()
}
