import { spawnSync } from 'node:child_process'
import { globSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CloudTrailClient, LookupEventsCommand } from '@aws-sdk/client-cloudtrail'
import { CreateClusterCommand, DescribeClusterCommand, EKSClient } from '@aws-sdk/client-eks'
import { CreateRoleCommand, GetRoleCommand, IAMClient, ListRolesCommand } from '@aws-sdk/client-iam'
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts'
import { RequestHeaders, signRequest } from '@rolecall/aws-protocol'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { administratorOf, type ServeProcess, startServe } from './serve-process.ts'

const trust = JSON.stringify({
  Version: '2012-10-17',
  Statement: { Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' },
})

let data: string
let server: ServeProcess
let url: string

beforeEach(async () => {
  data = mkdtempSync(join(tmpdir(), 'rolecall-stop-'))
  server = startServe(data)
  url = await server.ready
})

afterEach(async () => {
  server.child.kill('SIGKILL')
  await server.ended
  rmSync(data, { recursive: true, force: true })
})

const client = <Client>(type: new (options: ReturnType<typeof administratorOf>) => Client) =>
  new type(administratorOf(url, data))
const createRole = (RoleName: string) =>
  client(IAMClient).send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: trust }))

async function restart(): Promise<void> {
  server = startServe(data)
  url = await server.ready
}

describe('SIGTERM', () => {
  const stop = () => {
    server.child.kill('SIGTERM')
    return server.ended
  }

  test('lets a call under way end, and takes no other', async () => {
    const call = halfACall('drained')
    await call.begun
    const end = stop()
    await refusesConnections()
    const answer = await call.finish()
    expect(answer).toMatch(/^HTTP\/1\.1 200 /)
    expect(answer).toMatch(/^connection: close\r$/im)
    expect(await end).toMatchObject({ code: 0, err: '' })
    await restart()
    const { Role } = await client(IAMClient).send(new GetRoleCommand({ RoleName: 'drained' }))
    expect(Role?.RoleName).toBe('drained')
  })

  test('does not wait for a connection that asks nothing', async () => {
    const idle = connect(Number(new URL(url).port), '127.0.0.1')
    idle.on('error', () => {})
    await new Promise((resolve) => idle.once('connect', resolve))
    expect(await stop()).toMatchObject({ code: 0, err: '' })
    idle.destroy()
  })

  test('lets a cluster in the making be made, or finishes it at the next start', async () => {
    const eks = client(EKSClient)
    const names = ['one', 'two', 'three']
    for (const name of names) {
      const input = { name, roleArn: 'arn:aws:iam::111122223333:role/eks', resourcesVpcConfig: {} }
      await eks.send(new CreateClusterCommand(input))
    }
    expect(await stop()).toMatchObject({ code: 0, err: '' })
    await restart()
    for (const name of names) {
      const { cluster } = await client(EKSClient).send(new DescribeClusterCommand({ name }))
      expect(cluster?.status).toBe('ACTIVE')
    }
  })

  test('given twice ends it at once', async () => {
    const call = halfACall('never')
    await call.begun
    const end = stop()
    await refusesConnections()
    server.child.kill('SIGTERM')
    expect(await end).toMatchObject({ code: 1 })
    call.socket.destroy()
  })
})

/** A call whose last byte is held back. */
function halfACall(role: string): { socket: Socket; begun: Promise<unknown>; finish: () => Promise<string> } {
  const { credentials, region } = administratorOf(url, data)
  const { host, port } = new URL(url)
  const form = {
    Action: 'CreateRole',
    Version: '2010-05-08',
    RoleName: role,
    AssumeRolePolicyDocument: trust,
  }
  const body = Buffer.from(new URLSearchParams(form).toString())
  const headers = { host, 'content-type': 'application/x-www-form-urlencoded' }
  const request = { method: 'POST', path: '/', query: '', headers: RequestHeaders.from(headers), body }
  const signing = { service: 'iam', region, time: Date.now() }
  const all = { ...headers, 'content-length': body.length, ...signRequest(request, credentials, signing) }
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`)
  const socket = connect(Number(port), '127.0.0.1')
  let answer = ''
  socket.setEncoding('utf8').on('data', (piece) => {
    answer += piece
  })
  socket.on('error', () => {})
  const closed = new Promise((resolve) => socket.once('close', resolve))
  // `Expect` is answered once the head has been read: the call is then under way.
  socket.write(`POST / HTTP/1.1\r\nexpect: 100-continue\r\n${lines.join('')}\r\n`)
  const begun = new Promise<void>((resolve) => {
    socket.on('data', function goOn() {
      if (!answer.endsWith('\r\n\r\n')) return
      socket.off('data', goOn)
      answer = ''
      socket.write(body.subarray(0, -1), () => resolve())
    })
  })
  return {
    socket,
    begun,
    async finish() {
      socket.write(body.subarray(-1))
      await closed
      return answer
    },
  }
}

async function refusesConnections(): Promise<void> {
  for (;;) {
    const refused = await new Promise((resolve) => {
      const probe = connect(Number(new URL(url).port), '127.0.0.1')
      probe.once('error', () => resolve(true))
      probe.once('connect', () => {
        probe.destroy()
        resolve(false)
      })
    })
    if (refused) return
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

const prlimit = (...limits: string[]) =>
  spawnSync('prlimit', ['--pid', String(server.child.pid), ...limits], { stdio: 'ignore' }).status === 0
const hasPrlimit = spawnSync('prlimit', ['--version'], { stdio: 'ignore' }).status === 0
if (!hasPrlimit) console.log('skipped: a full disk and too many files; prlimit (util-linux) is missing')

describe.runIf(hasPrlimit)('a server out of', () => {
  test('disk answers 500, keeps nothing it did not acknowledge, and goes on once there is room', async () => {
    await createRole('before')
    // No file may grow further: what the disk being full comes to.
    const largest = Math.max(...globSync(join(data, 'rolecall.db*')).map((file) => statSync(file).size))
    expect(prlimit(`--fsize=${largest}:`)).toBe(true)
    const kept: string[] = ['before']
    const refused: string[] = []
    const attempt = async (name: string) => {
      try {
        await createRole(name)
        kept.push(name)
      } catch (error) {
        const { name: code, $metadata } = error as { name: string; $metadata: { httpStatusCode: number } }
        expect([code, $metadata.httpStatusCode]).toEqual(['InternalFailure', 500])
        refused.push(name)
      }
    }
    for (let round = 0; round < 4; round++) {
      await Promise.all(Array.from({ length: 10 }, (_, at) => attempt(`full-${round}-${at}`)))
    }
    expect(refused.length).toBeGreaterThan(0)
    expect(await (await fetch(`${url}/_rolecall/health`)).json()).toEqual({ status: 'ok' })
    expect(prlimit('--fsize=unlimited:')).toBe(true)
    for (let at = 0; at < 10; at++) await attempt(`after-${at}`)
    expect(kept).toContain('after-9')
    const check = async () => {
      const { Roles = [] } = await client(IAMClient).send(new ListRolesCommand({ MaxItems: 1000 }))
      expect(Roles.map(({ RoleName }) => RoleName)).toEqual(kept.toSorted())
      const LookupAttributes = [{ AttributeKey: 'EventName' as const, AttributeValue: 'CreateRole' }]
      const { Events = [] } = await client(CloudTrailClient).send(
        new LookupEventsCommand({ LookupAttributes }),
      )
      const recorded = Events.map((event) => event.Resources?.[0]?.ResourceName)
      expect(recorded.toSorted()).toEqual(kept.toSorted())
    }
    await check()
    server.child.kill('SIGKILL')
    await server.ended
    await restart()
    await check()
  })

  test('files turns away who knocks, and serves the others and later all', async () => {
    const sts = client(STSClient)
    await sts.send(new GetCallerIdentityCommand({}))
    expect(prlimit('--nofile=48:')).toBe(true)
    const sockets = Array.from({ length: 100 }, () => {
      const socket = connect(Number(new URL(url).port), '127.0.0.1')
      socket.on('error', () => {})
      return socket
    })
    await sts.send(new GetCallerIdentityCommand({}))
    for (const socket of sockets) socket.destroy()
    // The server hears of a hundred hang-ups one after another, and turns away who knocks in between.
    const health = () => fetch(`${url}/_rolecall/health`).then((answer) => answer.json())
    await expect.poll(() => health().catch(String), { timeout: 60_000 }).toEqual({ status: 'ok' })
  })
})
