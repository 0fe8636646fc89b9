/**
 * The floor of an agent: a bare `node:http` server that verifies each token it has not seen once, makes one signed
 * call upstream for it, and answers what came to whoever shows it. `node bare-agent.ts ENDPOINT KEYFILE KEYID SECRET`
 * prints its URL.
 */
import { createPublicKey, verify } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { Agent, createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { RequestHeaders, signRequest } from '@rolecall/aws-protocol'

const [endpoint = '', keyFile = '', accessKeyId = '', secretAccessKey = ''] = process.argv.slice(2)
const [jwk] = JSON.parse(readFileSync(keyFile, 'utf8')).keys
const key = createPublicKey({ key: jwk, format: 'jwk' })
const agent = new Agent({ keepAlive: true, maxSockets: 32 })
const path = '/clusters/shop/assume-role-for-pod-identity'
const answers = new Map<string, Promise<Buffer>>()

function isGood(token: string): boolean {
  const dot = token.lastIndexOf('.')
  const signed = Buffer.from(token.slice(0, dot))
  return verify('sha256', signed, key, Buffer.from(token.slice(dot + 1), 'base64url'))
}

function call(token: string): Promise<Buffer> {
  const body = Buffer.from(JSON.stringify({ token }))
  const headers = { host: new URL(endpoint).host, 'content-type': 'application/json' }
  const signature = signRequest(
    { method: 'POST', path, query: '', headers: RequestHeaders.from(headers), body },
    { accessKeyId, secretAccessKey },
    { service: 'eks-auth', region: 'us-east-1', time: Date.now() },
  )
  return new Promise((resolve, reject) => {
    const outgoing = request(endpoint + path, {
      agent,
      method: 'POST',
      headers: { ...headers, ...signature, 'content-length': body.length },
    })
    outgoing.once('error', reject)
    outgoing.once('response', (incoming) => resolve(buffer(incoming)))
    outgoing.end(body)
  })
}

const server = createServer((asked, response) => {
  const token = asked.headers.authorization ?? ''
  let answer = answers.get(token)
  if (answer === undefined) {
    if (!isGood(token)) return void response.writeHead(400).end()
    answer = call(token)
    answers.set(token, answer)
  }
  void answer.then((body) => response.writeHead(200, { 'content-type': 'application/json' }).end(body))
})
server.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`))
