import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  CreateTableCommand,
  DescribeTableCommand,
  DynamoDBClient,
  PutItemCommand,
  ScanCommand,
} from '@aws-sdk/client-dynamodb'
import { CreateBucketCommand, ListObjectsV2Command, PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import { afterEach, describe, expect, it } from 'vitest'
import { embeddedDynamodb } from '../../src/backends/embedded-dynamodb.ts'
import { embeddedS3 } from '../../src/backends/embedded-s3.ts'

const place = { account: '111122223333', region: 'eu-west-1' }
const credentials = { accessKeyId: 'x', secretAccessKey: 'y' }
const folders: string[] = []
const children: ChildProcess[] = []
const folder = () => {
  const made = mkdtempSync(join(tmpdir(), 'backends-'))
  folders.push(made)
  return made
}
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
  for (const one of folders.splice(0)) rmSync(one, { recursive: true, force: true })
})

async function start(dir: string) {
  const script = join(import.meta.dirname, 'serve-backends.ts')
  const child = spawn(process.execPath, ['--conditions=rolecall-source', script, dir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  children.push(child)
  const ended = once(child, 'close')
  const [s3Port, dynamodbPort] = await new Promise<string[]>((resolve, reject) => {
    let text = ''
    child.stdout.on('data', (chunk) => {
      text += chunk
      if (text.endsWith('\n')) resolve(text.trim().split(' '))
    })
    void ended.then(() => reject(new Error('it ended')))
  })
  const shared = { region: place.region, credentials, maxAttempts: 1 }
  return {
    child,
    ended,
    s3: new S3Client({ ...shared, endpoint: `http://127.0.0.1:${s3Port}`, forcePathStyle: true }),
    dynamodb: new DynamoDBClient({ ...shared, endpoint: `http://127.0.0.1:${dynamodbPort}` }),
  }
}

describe('kill -9', () => {
  it('loses nothing that was acknowledged, and leaves nothing half-written', async () => {
    const dir = folder()
    const acknowledged: string[] = []
    for (let round = 0; round < 3; round++) {
      const { child, ended, s3, dynamodb } = await start(dir)
      if (round === 0) {
        await s3.send(new CreateBucketCommand({ Bucket: 'shop' }))
        await dynamodb.send(
          new CreateTableCommand({
            TableName: 'orders',
            BillingMode: 'PAY_PER_REQUEST',
            AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
            KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
          }),
        )
        const status = async () =>
          (await dynamodb.send(new DescribeTableCommand({ TableName: 'orders' }))).Table?.TableStatus
        await expect.poll(status).toBe('ACTIVE')
      }
      const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: 'shop' }))
      const { Items = [] } = await dynamodb.send(new ScanCommand({ TableName: 'orders' }))
      const objects = new Map(Contents.map(({ Key, Size }) => [Key, Size]))
      const items = new Set(Items.map(({ id }) => id?.S))
      for (const key of acknowledged) expect([objects.get(key), items.has(key)]).toEqual([20_000, true])
      for (const size of objects.values()) expect(size).toBe(20_000)
      // So many answers and not so many milliseconds: a slow machine gets as far as a quick one.
      const enough = acknowledged.length + 3 + round
      let isKilled = false
      const kill = () => {
        isKilled = true
        child.kill('SIGKILL')
      }
      try {
        for (let at = 0; ; at++) {
          const key = `${round}-${at}`
          await s3.send(new PutObjectCommand({ Bucket: 'shop', Key: key, Body: Buffer.alloc(20_000, 'x') }))
          await dynamodb.send(new PutItemCommand({ TableName: 'orders', Item: { id: { S: key } } }))
          acknowledged.push(key)
          if (acknowledged.length === enough) setTimeout(kill, 3 * round)
        }
      } catch (error) {
        if (!isKilled) throw error
      }
      await ended
    }
    expect(acknowledged.length).toBeGreaterThan(5)
  })
})

describe('sockets', () => {
  it('are in a folder that only their user can enter, and of no length that is too long', async () => {
    const dir = folder()
    const deep = join(dir, 'a'.repeat(120))
    for (const backend of [embeddedS3(dir, place.region), embeddedS3(deep, place.region)]) {
      await backend.ready()
      const { socketPath } = backend.endpoint
      expect(statSync(join(socketPath, '..')).mode & 0o777).toBe(0o700)
      expect(socketPath.length).toBeLessThan(104)
      await backend.close()
    }
  })
})

describe('the embedded DynamoDB', () => {
  it('ends in its thread when a client breaks off, and is there for the next call', async () => {
    const backend = embeddedDynamodb(folder(), place)
    await backend.ready()
    const { socketPath } = backend.endpoint
    for (let at = 0; at < 3; at++) {
      await breakOff(socketPath)
      await expect.poll(() => accepts(socketPath)).toBe(false)
      const answers = async () => {
        await backend.ready()
        return accepts(socketPath)
      }
      await expect.poll(answers).toBe(true)
    }
    await backend.close()
  })
})

/** Asks, and leaves in the middle of the question. */
async function breakOff(socketPath: string): Promise<void> {
  const socket = connect(socketPath)
  await once(socket, 'connect')
  socket.write('POST / HTTP/1.1\r\nhost: x\r\nexpect: 100-continue\r\ncontent-length: 100\r\n\r\n')
  // It has read the head: the call is under way.
  await once(socket, 'data')
  socket.write('{', () => socket.destroy())
  await once(socket, 'close')
}

async function accepts(socketPath: string): Promise<boolean> {
  const socket = connect(socketPath)
  const accepted = await once(socket, 'connect').then(
    () => true,
    () => false,
  )
  socket.destroy()
  return accepted
}
