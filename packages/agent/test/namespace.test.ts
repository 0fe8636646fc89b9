import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const script = fileURLToPath(new URL('./in-namespace.ts', import.meta.url))

/** Why no network namespace can be made here, or `undefined`. */
function missing(): string | undefined {
  try {
    execFileSync('unshare', ['-Urn', 'ip', 'link', 'set', 'lo', 'up'], { stdio: 'pipe' })
    return undefined
  } catch (error) {
    return (error as Error).message.split('\n')[0]
  }
}

const reason = missing()
if (reason)
  console.log(`the agent at its link-local addresses is not tested, for unshare and ip are needed: ${reason}`)

function inNamespace(mode: string) {
  const line = ['-Urn', process.execPath, '--conditions=rolecall-source', script, mode]
  return JSON.parse(execFileSync('unshare', line, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }))
}

const ipv4 = 'http://169.254.170.23/v1/credentials'
const ipv6 = 'http://[fd00:ec2::23]/v1/credentials'
const secret = 'secret-of-uid-of-reports-0'

describe.skipIf(reason)('in a network namespace', () => {
  it('a node with both families answers at both addresses out of one cache', () => {
    const seen = inNamespace('both')
    expect(seen.found).toEqual({ [ipv4]: secret, [ipv6]: secret })
    expect([seen.calls, seen.ready]).toEqual([1, 'ready'])
  })

  it('a node without IPv6 answers at the other one', () => {
    const seen = inNamespace('ipv4')
    expect(seen.found).toEqual({ [ipv4]: secret })
    expect(seen.warnings.join()).toContain('fd00:ec2::23 is left out')
    expect(seen.ready).toBe('ready')
  })

  it('an address that comes late is listened on then', () => {
    const seen = inNamespace('late')
    expect(seen.before).toHaveLength(1)
    expect(seen.found).toEqual({ [ipv4]: secret, [ipv6]: secret })
  })
})
