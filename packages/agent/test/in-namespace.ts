/**
 * Runs in a network namespace of its own, as root of it: puts the link-local addresses there, starts an agent at
 * its default addresses, and asks each with the AWS SDK. `node in-namespace.ts both|ipv4|late`; prints JSON.
 */
import { rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fromHttp } from '@aws-sdk/credential-providers'
import { podIdentityAgent } from '@rolecall/core'
import { initializeNode, runProgram } from '../src/index.ts'
import { agentWorld } from './agent-world.ts'

const [mode = 'both'] = process.argv.slice(2)
const warnings: string[] = []
const run = runProgram
const initialize = () =>
  initializeNode({
    addresses: Object.values(podIdentityAgent.addresses),
    isDryRun: false,
    run,
    say: () => {},
    warn: (text) => warnings.push(text),
  })

const hasNoIpv6 = mode !== 'both'
const ipv6 = (isOff: boolean) =>
  Promise.all(
    ['all', 'default', 'lo'].map((name) =>
      writeFileSync(`/proc/sys/net/ipv6/conf/${name}/disable_ipv6`, isOff ? '1' : '0'),
    ),
  )

await run('ip', ['link', 'set', 'lo', 'up'])
if (hasNoIpv6) await ipv6(true)
await initialize()
// Done twice it changes nothing.
await initialize()

const bindHosts = [podIdentityAgent.addresses[4], podIdentityAgent.addresses[6]]
const world = await agentWorld({ bindHosts, port: 80, timing: { bindAgainMs: 100 } })
const file = join(tmpdir(), `rolecall-namespace-${process.pid}`)
writeFileSync(file, await world.token())
const before = [...world.agent.urls()]
if (mode === 'late') {
  await ipv6(false)
  await initialize()
  for (let turn = 0; turn < 300 && world.agent.urls().length < 2; turn += 1) {
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}
const found: Record<string, string> = {}
for (const url of world.agent.urls()) {
  const address = url.replace(':80/', '/')
  const provider = fromHttp({
    awsContainerCredentialsFullUri: address,
    awsContainerAuthorizationTokenFile: file,
    timeout: 30_000,
  })
  found[address] = (await provider()).secretAccessKey
}
console.log(
  JSON.stringify({
    before,
    found,
    warnings,
    calls: world.upstream.calls.length,
    ready: world.agent.unready() ?? 'ready',
  }),
)
rmSync(file)
process.exit(0)
