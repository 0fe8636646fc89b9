import { createHash, createHmac } from 'node:crypto'
import { deriveSigningKey, RequestHeaders, signRequest } from '@rolecall/aws-protocol'
import { type Known, region, type World } from './start-world.ts'

const sha256 = (text: string | Uint8Array) => createHash('sha256').update(text).digest('hex')

/** A request whose body is `aws-chunked` with each chunk signed, written by the rules and not by our code. */
export function chunkedBody(
  world: World,
  as: Known,
  path: string,
  chunks: readonly Uint8Array[],
  trailer?: { readonly name: string; readonly value: string },
) {
  const time = Date.now()
  const length = chunks.reduce((sum, chunk) => sum + chunk.length, 0)
  const payload = `STREAMING-AWS4-HMAC-SHA256-PAYLOAD${trailer ? '-TRAILER' : ''}`
  const base: Record<string, string> = {
    host: `127.0.0.1:${world.port}`,
    'content-encoding': 'aws-chunked',
    'x-amz-decoded-content-length': String(length),
    ...(trailer ? { 'x-amz-trailer': trailer.name } : {}),
  }
  const { accessKeyId, secretAccessKey } = as
  const timestamp = new Date(time).toISOString().replace(/[-:]|\.\d+/g, '')
  const scope = `${timestamp.slice(0, 8)}/${region}/s3/aws4_request`
  const key = deriveSigningKey(secretAccessKey, { date: timestamp.slice(0, 8), region, service: 's3' })
  const hmac = (text: string) => createHmac('sha256', key).update(text).digest('hex')
  const fields: Record<string, string> = { ...base, 'x-amz-content-sha256': payload, 'x-amz-date': timestamp }
  const names = Object.keys(fields).sort()
  const canonical = `PUT\n${path}\n\n${names.map((name) => `${name}:${fields[name]}\n`).join('')}\n${names.join(';')}\n${payload}`
  let signature = hmac(`AWS4-HMAC-SHA256\n${timestamp}\n${scope}\n${sha256(canonical)}`)
  const authorization = `AWS4-HMAC-SHA256 Credential=${accessKeyId}/${scope}, SignedHeaders=${names.join(';')}, Signature=${signature}`
  const pieces: Uint8Array[] = []
  for (const chunk of [...chunks, new Uint8Array()]) {
    signature = hmac(
      `AWS4-HMAC-SHA256-PAYLOAD\n${timestamp}\n${scope}\n${signature}\n${sha256('')}\n${sha256(chunk)}`,
    )
    pieces.push(Buffer.from(`${chunk.length.toString(16)};chunk-signature=${signature}\r\n`), chunk)
    if (chunk.length > 0) pieces.push(Buffer.from('\r\n'))
  }
  if (trailer) {
    const line = `${trailer.name}:${trailer.value}`
    signature = hmac(`AWS4-HMAC-SHA256-TRAILER\n${timestamp}\n${scope}\n${signature}\n${sha256(`${line}\n`)}`)
    pieces.push(Buffer.from(`${line}\r\nx-amz-trailer-signature:${signature}\r\n`))
  }
  pieces.push(Buffer.from('\r\n'))
  return { headers: { ...fields, authorization }, body: Buffer.concat(pieces) }
}

/** The same with unsigned chunks and a checksum behind them, as SDKs send over TLS. */
export function trailedBody(
  world: World,
  as: Known,
  path: string,
  chunks: readonly Uint8Array[],
  trailer: { readonly name: string; readonly value: string },
) {
  const length = chunks.reduce((sum, chunk) => sum + chunk.length, 0)
  const payload = 'STREAMING-UNSIGNED-PAYLOAD-TRAILER'
  const base = {
    host: `127.0.0.1:${world.port}`,
    'content-encoding': 'aws-chunked',
    'x-amz-decoded-content-length': String(length),
    'x-amz-trailer': trailer.name,
  }
  const timestamp = new Date().toISOString().replace(/[-:]|\.\d+/g, '')
  const scope = `${timestamp.slice(0, 8)}/${region}/s3/aws4_request`
  const fields: Record<string, string> = { ...base, 'x-amz-content-sha256': payload, 'x-amz-date': timestamp }
  const names = Object.keys(fields).sort()
  const canonical = `PUT\n${path}\n\n${names.map((name) => `${name}:${fields[name]}\n`).join('')}\n${names.join(';')}\n${payload}`
  const key = deriveSigningKey(as.secretAccessKey, { date: timestamp.slice(0, 8), region, service: 's3' })
  const signature = createHmac('sha256', key)
    .update(`AWS4-HMAC-SHA256\n${timestamp}\n${scope}\n${sha256(canonical)}`)
    .digest('hex')
  const pieces = chunks.flatMap((chunk) => [
    Buffer.from(`${chunk.length.toString(16)}\r\n`),
    chunk,
    Buffer.from('\r\n'),
  ])
  pieces.push(Buffer.from(`0\r\n${trailer.name}:${trailer.value}\r\n\r\n`))
  const authorization = `AWS4-HMAC-SHA256 Credential=${as.accessKeyId}/${scope}, SignedHeaders=${names.join(';')}, Signature=${signature}`
  return { headers: { ...fields, authorization }, body: Buffer.concat(pieces) }
}

/** A plain request signed over the hash of a body. */
export function signedBody(world: World, as: Known, path: string, body: Uint8Array) {
  const headers = { host: `127.0.0.1:${world.port}` }
  const request = { method: 'PUT', path, query: '', headers: RequestHeaders.from(headers), body }
  const signed = signRequest(request, world.credentialsOf(as), { region, service: 's3', time: Date.now() })
  return { headers: { ...headers, ...signed }, body: Buffer.from(body) }
}
