import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CreateBucketCommand, ListObjectsV2Command, PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { administratorOf, type ServeProcess, startServe } from '../serve-process.ts'
import { expectRefused, type Refused } from './expect-refused.ts'
import { usedDataFolder } from './used-data-folder.ts'

const folder = mkdtempSync(join(tmpdir(), 'rolecall-refusals-'))
const used = join(folder, 'used')
const inUse = join(folder, 'in-use')
const occupied = createServer()
const port = () => (occupied.address() as AddressInfo).port
let running: ServeProcess

beforeAll(async () => {
  running = startServe(inUse)
  await Promise.all([running.ready, usedDataFolder(used), once(occupied.listen(0, '127.0.0.1'), 'listening')])
})
afterAll(async () => {
  running.child.kill('SIGTERM')
  await running.ended
  occupied.close()
  rmSync(folder, { recursive: true, force: true })
})

const refused: readonly Refused[] = [
  {
    name: 'an occupied port',
    args: () => ['--listen', `127.0.0.1:${port()}`],
    sentence: /^127\.0\.0\.1:\d+ is in use by another program; /,
  },
  {
    name: 'an occupied port before the first start',
    data: () => join(folder, 'never'),
    args: () => ['--listen', `127.0.0.1:${port()}`],
    sentence: /is in use by another program/,
  },
  {
    name: 'a folder that another server uses',
    data: () => inUse,
    sentence: /^Another rolecall server is using .*rolecall\.db\.$/,
  },
]

test.concurrent.each(refused)('$name: one sentence, exit code 2, nothing changed', (one) =>
  expectRefused(one.data?.() ?? used, one),
)

test('a server that another was refused beside goes on, and so does what it guards', async () => {
  const s3 = new S3Client({ ...administratorOf(await running.ready, inUse), forcePathStyle: true })
  await s3.send(new CreateBucketCommand({ Bucket: 'before' }))
  expect((await startServe(inUse).ended).code).toBe(2)
  await s3.send(new PutObjectCommand({ Bucket: 'before', Key: 'after', Body: 'x' }))
  const { Contents } = await s3.send(new ListObjectsV2Command({ Bucket: 'before' }))
  expect(Contents?.map(({ Key }) => Key)).toEqual(['after'])
})
