import {
  type HttpRequest,
  RequestHeaders,
  readInput,
  routeOperation,
  unknownOperation,
  writeFault,
} from '@rolecall/aws-protocol'
import { Fault } from '@rolecall/core'
import { expect } from 'vitest'
import { services } from './services.ts'

/** What a service makes of a request: the code of its fault, or the input. */
export function answer(name: string, request: HttpRequest): unknown {
  const { model } = services[name]!
  try {
    const routed = routeOperation(model, request)
    if (!routed) throw unknownOperation(model, request)
    return readInput(model, routed.operation, request, routed.labels)
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    expect(writeFault(model, error, 'r').status).toBe(error.shape.status)
    return error.shape.code
  }
}

export const bytes = (body: string | Uint8Array) => Buffer.from(body)
export const post = (
  body: string | Uint8Array,
  headers: Record<string, string> = {},
  path = '/',
  method = 'POST',
) => ({
  method,
  path,
  query: '',
  headers: RequestHeaders.from(headers),
  body: bytes(body),
})
export const form = (body: string | Uint8Array) =>
  post(body, { 'content-type': 'application/x-www-form-urlencoded' })
export const assumeRole = (rest: string) =>
  form(`Action=AssumeRole&Version=2011-06-15&RoleArn=r&RoleSessionName=s&${rest}`)
export const putItem = (body: string | Uint8Array) =>
  post(body, { 'x-amz-target': 'DynamoDB_20120810.PutItem', 'content-type': 'application/x-amz-json-1.0' })
export const createCluster = (body: string | Uint8Array) => post(body, {}, '/clusters')
export const putTags = (body: string | Uint8Array) => ({
  ...post(body, {}, '/bucket', 'PUT'),
  query: 'tagging',
})
export const tags = (inside: string) => `<Tagging><TagSet>${inside}</TagSet></Tagging>`
