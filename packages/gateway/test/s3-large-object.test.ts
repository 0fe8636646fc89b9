import http from 'node:http'
import { Readable } from 'node:stream'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { CreateBucketCommand, GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startWorld, type World } from './start-world.ts'

setFlagsFromString('--expose-gc')
/** What is left after it is what is really held. */
const gc = runInNewContext('gc') as () => void
/** Buffers are swept beside the program, which on a busy machine takes its time; the next collection waits for it. */
const collect = () => {
  gc()
  gc()
}

let world: World
const Bucket = 'shop-reports'

beforeAll(async () => {
  world = await startWorld()
  await world.s3As(world.admin).send(new CreateBucketCommand({ Bucket }))
})
afterAll(() => world.stop())

describe('a large object', () => {
  const size = 64 * 1024 * 1024
  const piece = Buffer.alloc(256 * 1024, 'x')
  const step = size / 4

  it('streams both ways in bounded memory', async () => {
    const client = world.s3As(world.admin)
    let peak = 0
    collect()
    const before = process.memoryUsage().arrayBuffers
    /** So many times, however long it takes: to collect is slow on a busy machine. */
    const watched = async function* (bytes: AsyncIterable<Buffer> | Iterable<Buffer>) {
      let passed = 0
      for await (const one of bytes) {
        if (Math.floor(passed / step) < Math.floor((passed + one.length) / step)) {
          collect()
          peak = Math.max(peak, process.memoryUsage().arrayBuffers - before)
        }
        passed += one.length
        yield one
      }
    }
    const upload = Readable.from(watched(Array<Buffer>(size / piece.length).fill(piece)))
    await client.send(new PutObjectCommand({ Bucket, Key: 'large', Body: upload, ContentLength: size }))
    const { Body } = await client.send(new GetObjectCommand({ Bucket, Key: 'large' }))
    let got = 0
    for await (const bytes of watched(Body as Readable)) got += bytes.length
    expect(got).toBe(size)
    // Client, gateway and backend share this process.
    expect(peak).toBeLessThan(size / 4)
  })

  it('is held back by a reader that does not read', async () => {
    const received = await new Promise<number>((resolve) => {
      const query = ''
      void rawHead(world, `/${Bucket}/large`, query).then(({ headers }) => {
        http.get({ host: '127.0.0.1', port: world.port, path: `/${Bucket}/large`, headers }, (response) => {
          response.pause()
          setTimeout(() => {
            resolve(response.readableLength)
            response.destroy()
          }, 300)
        })
      })
    })
    expect(received).toBeLessThan(size / 8)
  })
})

/** The headers of a signed GET. */
async function rawHead(of: World, path: string, query: string) {
  const { RequestHeaders, signRequest } = await import('@rolecall/aws-protocol')
  const headers = { host: `127.0.0.1:${of.port}` }
  const request = { method: 'GET', path, query, headers: RequestHeaders.from(headers) }
  const signed = signRequest(request, of.credentialsOf(of.admin), {
    region: 'eu-west-1',
    service: 's3',
    time: Date.now(),
  })
  return { headers: { ...headers, ...signed } }
}
