import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bareProcess } from './bare-process.ts'
import type { Benchmark } from './benchmark.ts'
import { compareLoads } from './compare-loads.ts'
import { type IdentityCall, identityCallRows, prepareIdentityCalls } from './identity-calls.data.ts'
import { serveProcess } from './serve-process.ts'
import { signedCall } from './signed-call.ts'

const rounds = 4
const connections = 32

/** Signed calls of IAM and STS, the record of each on disk before its answer, against a bare server in the same run. */
export const identityCalls: Benchmark = {
  name: 'identity-calls',
  async run() {
    const folder = mkdtempSync(join(tmpdir(), 'rolecall-bench-'))
    const server = await serveProcess()
    try {
      await prepareIdentityCalls(server)
      const lines: string[] = []
      for (const row of identityCallRows) lines.push(await measure(row))
      return lines
    } finally {
      await server.stop()
      rmSync(folder, { recursive: true, force: true })
    }

    async function measure({ name, service, input, calls }: IdentityCall): Promise<string> {
      const call = signedCall(server, service, input)
      const answer = await fetch(server.url, { method: 'POST', ...call })
      const body = await answer.text()
      if (answer.status !== 200) return `${name} is refused: ${body}`
      writeFileSync(join(folder, 'body.xml'), body)
      const bare = await bareProcess('hash', join(folder, 'body.xml'))
      // The floor does not look at a signature, so one file of calls is for both.
      const file = join(folder, 'calls.json')
      writeFileSync(file, JSON.stringify(Array.from({ length: calls }, () => call)))
      const files = Array.from({ length: rounds }, () => file)
      const seen = await compareLoads(server.url, bare.url, files, connections).finally(bare.stop)
      const failed = seen.failed > 0 ? `, ${seen.failed} FAILED` : ''
      return `${name.padEnd(24)} ${seen.rate.toFixed(0).padStart(6)}/s, floor ${seen.floorRate.toFixed(0)}/s: ${(seen.ratio * 100).toFixed(0)} % (p50 ${seen.p50.toFixed(1)} ms, p99 ${seen.p99.toFixed(1)} ms)${failed}`
    }
  },
}
