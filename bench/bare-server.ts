/**
 * The floor: a bare `node:http` server that checks one thing and answers a fixed body.
 * `node bare-server.ts token KEYFILE BODYFILE` verifies an RS256 signature; `node bare-server.ts hash BODYFILE`
 * hashes the body and makes one HMAC, the least that a signed request costs; `node bare-server.ts nothing BODYFILE`
 * checks nothing. Prints its URL.
 */
import { createHash, createHmac, createPublicKey, verify } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

type Check = (body: Buffer) => boolean

const checks: Readonly<Record<string, (files: string[]) => Check>> = {
  token([keyFile = '']) {
    const key = createPublicKey({ key: JSON.parse(readFileSync(keyFile, 'utf8')), format: 'jwk' })
    return (body) => {
      const token = /WebIdentityToken=([^&]+)/.exec(body.toString())?.[1] ?? ''
      const dot = token.lastIndexOf('.')
      const signed = Buffer.from(token.slice(0, dot))
      return verify('sha256', signed, key, Buffer.from(token.slice(dot + 1), 'base64url'))
    }
  },
  hash: () => (body) => {
    const hash = createHash('sha256').update(body).digest('hex')
    return createHmac('sha256', 'key').update(hash).digest('hex').length === 64
  },
  nothing: () => () => true,
}

const [name = '', ...files] = process.argv.slice(2)
const check = checks[name]?.(files)
if (check === undefined) throw new Error(`no check is called ${name}`)
const answer = readFileSync(files.at(-1) ?? '')

const server = createServer((request, response) => {
  const chunks: Buffer[] = []
  request.on('data', (chunk) => chunks.push(chunk))
  request.on('end', () => {
    const good = check(Buffer.concat(chunks))
    response.writeHead(good ? 200 : 403, { 'content-type': 'text/xml' }).end(answer)
  })
})
server.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`))
