import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { embeddedDynamodb } from '../../src/backends/embedded-dynamodb.ts'
import { embeddedS3 } from '../../src/backends/embedded-s3.ts'

/** Opens the embedded backends of a folder to a test, in a process that can be killed. Prints their ports. */
const [folder = ''] = process.argv.slice(2)
const place = { account: '111122223333', region: 'eu-west-1' }
const ports: number[] = []
for (const backend of [embeddedS3(folder, place.region), embeddedDynamodb(folder, place)]) {
  await backend.ready()
  const { socketPath } = backend.endpoint
  const server = createServer((incoming, response) => {
    const { method, url, headers } = incoming
    const onwards = request({ socketPath, method, path: url, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 500, answer.headers)
      answer.pipe(response)
    })
    incoming.pipe(onwards)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  ports.push((server.address() as AddressInfo).port)
}
console.log(ports.join(' '))
