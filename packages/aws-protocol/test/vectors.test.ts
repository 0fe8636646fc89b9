import { readdirSync, readFileSync } from 'node:fs'
import {
  type HttpRequest,
  presign,
  RequestHeaders,
  readSignature,
  signRequest,
  verifySignature,
} from '@rolecall/aws-protocol'
import { describe, expect, test } from 'vitest'

const folder = new URL('./vectors/', import.meta.url)
const secretAccessKey = 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY'
const time = Date.UTC(2015, 7, 30, 12, 36)
const vectors = (form: string) => readdirSync(folder).filter((name) => name.endsWith(`.${form}.txt`))

/** A request as it stands in a vector. A line that begins with white space is a further value of the same header. */
function readVector(name: string): HttpRequest {
  const text = readFileSync(new URL(name, folder), 'utf8')
  const [head = '', body = ''] = text.split('\n\n')
  const [line = '', ...fields] = head.replace(/\n +/g, ',').split('\n')
  const [, method, target] = /^(\w+) (.*) HTTP\/1\.1$/.exec(line)!
  const [path, ...query] = target!.split('?')
  const raw = fields.flatMap((field) => {
    const colon = field.indexOf(':')
    return [field.slice(0, colon), field.slice(colon + 1)]
  })
  return {
    method: method!,
    path: path!,
    query: query.join('?'),
    headers: RequestHeaders.fromRaw(raw),
    body: Buffer.from(body),
  }
}

const without = (request: HttpRequest, names: readonly string[]) =>
  RequestHeaders.fromRaw(
    [...request.headers.names()]
      .filter((name) => !names.includes(name))
      .flatMap((name) => request.headers.all(name).flatMap((value) => [name, value])),
  )

describe('signed by a header', () => {
  test.each(vectors('header'))('%s', (name) => {
    const request = readVector(name)
    const signature = readSignature(request)!
    expect(verifySignature(signature, request, secretAccessKey, time)).toEqual({
      verified: true,
      bodySha256: undefined,
    })
    expect(verifySignature(signature, request, `${secretAccessKey}x`, time).verified).toBe(false)
    expect(verifySignature(signature, { ...request, method: 'PUT' }, secretAccessKey, time).verified).toBe(
      false,
    )
  })
})

describe('signed by the query', () => {
  test.each(vectors('query'))('%s', (name) => {
    const request = readVector(name)
    const signature = readSignature(request)!
    expect(verifySignature(signature, request, secretAccessKey, time)).toMatchObject({ verified: true })
    expect(verifySignature(signature, request, `${secretAccessKey}x`, time).verified).toBe(false)
  })

  // The suite also sends the date as a header and signs content-length, which our own signer does not.
  test.each(vectors('query'))('%s, signed by us', (name) => {
    const request = readVector(name)
    const { signature, sessionToken: _, expires, ...signed } = readSignature(request)!
    const query = request.query.replace(/&?X-Amz-.*/, '')
    const ours = presign(
      { ...request, query, headers: without(request, ['x-amz-date']) },
      { accessKeyId: signed.accessKeyId, secretAccessKey },
      { service: 'service', region: 'us-east-1', time, ...(expires === undefined ? {} : { expires }) },
    )
    expect(ours).toMatch(new RegExp(`&X-Amz-Signature=${signature}$`))
  })
})

test('what we sign by a header we verify', () => {
  const request = readVector('get-header-key-duplicate.header.txt')
  const unsigned = { ...request, headers: without(request, ['authorization', 'x-amz-date']) }
  const added = signRequest(
    unsigned,
    { accessKeyId: 'AKIDEXAMPLE', secretAccessKey, sessionToken: 'token' },
    { service: 'service', region: 'us-east-1', time },
  )
  const fields = [...unsigned.headers.names()].flatMap((name) =>
    unsigned.headers.all(name).flatMap((value) => [name, value]),
  )
  const sent = { ...unsigned, headers: RequestHeaders.fromRaw([...fields, ...Object.entries(added).flat()]) }
  expect(verifySignature(readSignature(sent)!, sent, secretAccessKey, time).verified).toBe(true)
})
