import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { CreateTableCommand, DynamoDBClient, PutItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb'
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
  const [s3Port, dynamodbPort] = await new Promise<string[]>((resolve, reject) => {
    child.stdout.once('data', (text) => resolve(String(text).trim().split(' ')))
    child.once('exit', () => reject(new Error('it ended')))
  })
  const shared = { region: place.region, credentials, maxAttempts: 1 }
  return {
    child,
    s3: new S3Client({ ...shared, endpoint: `http://127.0.0.1:${s3Port}`, forcePathStyle: true }),
    dynamodb: new DynamoDBClient({ ...shared, endpoint: `http://127.0.0.1:${dynamodbPort}` }),
  }
}

describe('kill -9', () => {
  it('loses nothing that was acknowledged, and leaves nothing half-written', async () => {
    const dir = folder()
    const acknowledged: string[] = []
    for (let round = 0; round < 3; round++) {
      const { child, s3, dynamodb } = await start(dir)
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
        await sleep(100)
      }
      const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: 'shop' }))
      const { Items = [] } = await dynamodb.send(new ScanCommand({ TableName: 'orders' }))
      const objects = new Map(Contents.map(({ Key, Size }) => [Key, Size]))
      const items = new Set(Items.map(({ id }) => id?.S))
      for (const key of acknowledged) expect([objects.get(key), items.has(key)]).toEqual([20_000, true])
      for (const size of objects.values()) expect(size).toBe(20_000)
      setTimeout(() => child.kill('SIGKILL'), 150 + 100 * round)
      for (let at = 0; child.exitCode === null && child.signalCode === null; at++) {
        const key = `${round}-${at}`
        try {
          await s3.send(new PutObjectCommand({ Bucket: 'shop', Key: key, Body: Buffer.alloc(20_000, 'x') }))
          await dynamodb.send(new PutItemCommand({ TableName: 'orders', Item: { id: { S: key } } }))
          acknowledged.push(key)
        } catch {
          break
        }
      }
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
      await new Promise<void>((resolve) => {
        const socket = connect(socketPath, () => {
          socket.write('POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\n{')
          setTimeout(() => socket.destroy(), 20)
        })
        socket.once('close', () => resolve())
      })
      await sleep(300)
      await backend.ready()
    }
    await backend.close()
  })
})
