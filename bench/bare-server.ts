/**
 * The floor: a bare `node:http` server that verifies one RS256 signature and answers a fixed body.
 * `node bare-server.ts KEYFILE BODYFILE` prints its URL.
 */
import { createPublicKey, verify } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

const [keyFile = '', bodyFile = ''] = process.argv.slice(2)
const key = createPublicKey({ key: JSON.parse(readFileSync(keyFile, 'utf8')), format: 'jwk' })
const answer = readFileSync(bodyFile)

const server = createServer((request, response) => {
  const chunks: Buffer[] = []
  request.on('data', (chunk) => chunks.push(chunk))
  request.on('end', () => {
    const token = /WebIdentityToken=([^&]+)/.exec(Buffer.concat(chunks).toString())?.[1] ?? ''
    const dot = token.lastIndexOf('.')
    const signed = Buffer.from(token.slice(0, dot))
    const good = verify('sha256', signed, key, Buffer.from(token.slice(dot + 1), 'base64url'))
    response.writeHead(good ? 200 : 403, { 'content-type': 'text/xml' }).end(answer)
  })
})
server.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`))
