import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { generateSigningKey, jwksDocument, serviceAccountClaims, signToken } from '@rolecall/tokens'
import { fakeEksAuth } from '../packages/agent/test/fake-eks-auth.ts'
import { type AgentProcess, agentProcess } from './agent-process.ts'
import { bareProcess } from './bare-process.ts'
import { type Benchmark, median } from './benchmark.ts'
import { compareLoads } from './compare-loads.ts'
import { measureLoad } from './measure-load.ts'
import { residentMemory } from './resident-memory.ts'
import { scriptProcess } from './script-process.ts'

const pods = 5000
const rounds = 5
const storms = 3
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
      // An upstream that takes as long as one of another machine.
      upstream.delay = 20
      const path = join(folder, 'storm.json')
      writeFileSync(path, JSON.stringify(tokens))
      const floor: Storm[] = []
      const ours: Storm[] = []
      for (let turn = 0; turn < storms; turn += 1) {
        const { accessKeyId, secretAccessKey } = upstream.credentials
        const bare = await scriptProcess('bare-agent.ts', upstream.url, jwks, accessKeyId, secretAccessKey)
        floor.push(await measureStorm(bare.url, path).finally(bare.stop))
        const agent = await agentProcess(upstream.url, upstream.credentials, jwks, pods)
        ours.push(await measureStorm(agent.url, path).finally(agent.stop))
      }
      const ratio = median(ours.map(({ seconds }, at) => seconds / (floor[at]?.seconds ?? Number.NaN)))
      return [
        `storm    ${pods} pods of two containers in one second, medians of ${storms} pairs`,
        `         agent ${told(ours)}`,
        `         floor ${told(floor)}: one signature verified and one signed call for each pod, and nothing else`,
        `         time to the last container ${ratio.toFixed(2)} of the floor's`,
      ]
    }

    async function measureStorm(url: string, path: string): Promise<Storm> {
      const before = upstream.calls.length
      const script = new URL('./storm.ts', import.meta.url).pathname
      const { stdout } = await promisify(execFile)(process.execPath, [script, url, path])
      return { ...JSON.parse(stdout), calls: upstream.calls.length - before }
    }
  },
}

interface Storm {
  readonly seconds: number
  /** Requests, of which a container makes more when it hears nothing. */
  readonly tries: number
  /** Containers whose SDK had given up, and those that never got credentials. */
  readonly anew: number
  readonly failed: number
  /** Milliseconds from a container's start to its credentials. */
  readonly p50: number
  readonly p99: number
  readonly calls: number
}

function told(storms: readonly Storm[]): string {
  const of = (name: keyof Storm, digits = 0) => median(storms.map((one) => one[name])).toFixed(digits)
  return (
    `${of('seconds', 1)} s until all are served, ${of('failed')} failed, ${of('anew')} had to begin anew, ` +
    `${of('tries')} requests (p50 ${of('p50')} ms, p99 ${of('p99')} ms), ${of('calls')} calls upstream`
  )
}

async function ask({ url }: AgentProcess, token = ''): Promise<string> {
  return (await fetch(url, { headers: { authorization: token } })).text()
}
