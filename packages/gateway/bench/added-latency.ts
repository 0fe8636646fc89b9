import http from 'node:http'
import { RequestHeaders, signRequest } from '@rolecall/aws-protocol'
import { fakeBackend } from '../test/fake-backend.ts'
import { region, startWorld } from '../test/start-world.ts'

/** Prints what the gateway adds to a call at the median: the same requests direct and through it, in turn. */
const rounds = 3000
const backend = await fakeBackend(() => ({ body: 'x'.repeat(1024) }))
const world = await startWorld({ backends: { s3: backend.backend, dynamodb: backend.backend } })
const agent = new http.Agent({ keepAlive: true, maxSockets: 1 })
const direct = Number((backend.backend.endpoint as URL).port)

const calls = {
  'GetObject, 1 KiB': { method: 'GET', path: '/shop/reports/one.csv', service: 's3', body: '', headers: {} },
  'PutObject, 1 KiB': {
    method: 'PUT',
    path: '/shop/reports/one.csv',
    service: 's3',
    body: 'x'.repeat(1024),
    headers: {},
  },
  ListTables: {
    method: 'POST',
    path: '/',
    service: 'dynamodb',
    body: '{}',
    headers: { 'x-amz-target': 'DynamoDB_20120810.ListTables' },
  },
}

for (const [name, { method, path, service, body, headers }] of Object.entries(calls)) {
  const once = (port: number) =>
    new Promise<number>((resolve, reject) => {
      const fields = { host: `127.0.0.1:${port}`, ...headers }
      const signed = signRequest(
        { method, path, query: '', headers: RequestHeaders.from(fields), body: Buffer.from(body) },
        world.credentialsOf(world.admin),
        { region, service, time: Date.now() },
      )
      const start = performance.now()
      const options = {
        port,
        method,
        path,
        agent,
        headers: { ...fields, ...signed, 'content-length': body.length },
      }
      const request = http.request(options, (response) => {
        response.resume()
        response.on('end', () => resolve(performance.now() - start))
      })
      request.on('error', reject)
      request.end(body)
    })
  const taken: { direct: number[]; through: number[] } = { direct: [], through: [] }
  for (let at = 0; at < rounds; at++) {
    taken.direct.push(await once(direct))
    taken.through.push(await once(world.port))
  }
  const at = (times: number[], part: number) =>
    times.slice(rounds / 5).sort((a, b) => a - b)[Math.floor(rounds * 0.8 * part)] ?? Number.NaN
  const line = (part: number) => (at(taken.through, part) - at(taken.direct, part)).toFixed(3)
  console.log(
    `${name}: direct ${at(taken.direct, 0.5).toFixed(3)} ms, added ${line(0.5)} ms at the median, ${line(0.99)} ms at the 99th of a hundred`,
  )
}
await world.stop()
await backend.stop()
process.exit()
