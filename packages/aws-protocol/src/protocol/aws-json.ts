import { Fault } from '@rolecall/core'
import { NormalizedSchema } from '@smithy/core/schema'
import type { HttpResponse } from '../http-request.ts'
import { errorSchemas } from './error-schemas.ts'
import { jsonReader } from './json-reader.ts'
import { jsonTarget } from './json-target.ts'
import { jsonText } from './json-text.ts'
import { type JsonSettings, jsonWriter } from './json-writer.ts'
import type { Protocol } from './protocol.ts'
import { structMembers } from './struct-members.ts'
import { validationMessage } from './validation-message.ts'

const settings: JsonSettings = { jsonName: false, format: 'epoch-seconds' }
const client = { status: 400, blame: 'client' } as const
const noLabels = {}

/**
 * awsJson1_0 and awsJson1_1: the operation in `X-Amz-Target`, JSON both ways, errors told by `__type`.
 * Source: "AWS JSON 1.0 protocol", Smithy 2.0.
 */
export function awsJson(version: '1.0' | '1.1'): Protocol {
  const type = `application/x-amz-json-${version}`
  const respond = (status: number, body: unknown, requestId: string): HttpResponse => ({
    status,
    headers: { 'content-type': type, 'x-amzn-requestid': requestId },
    body: JSON.stringify(body),
  })
  return {
    needs: ['targetPrefix'],

    route(service) {
      return (request) => {
        const target = jsonTarget(request.headers.get('x-amz-target') ?? '')
        if (request.method !== 'POST' || target?.prefix !== service.targetPrefix) return undefined
        const operation = service.operations.get(target?.operation ?? '')
        return operation && { operation, labels: noLabels }
      }
    },

    read(schema) {
      const input = NormalizedSchema.of(schema[4])
      const read = jsonReader.members(structMembers(input), settings)
      return (request) => {
        const sent = request.headers.get('content-type')
        if (sent !== undefined && !/^application\/(?:x-amz-json-1\.[01]|json)\b/i.test(sent)) {
          throw new Fault({ code: 'SerializationException', ...client }, `Content-Type must be ${type}`)
        }
        return read(request.body.length === 0 ? {} : jsonText(request.body)) as Record<string, unknown>
      }
    },

    write(schema) {
      const write = jsonWriter.members(structMembers(schema[5]), settings)
      return (value, requestId) => respond(200, write(value), requestId)
    },

    writeFault(fault, requestId) {
      const schema = errorSchemas.get(fault.shape)
      const members = structMembers(schema ?? 'unit').filter(([name]) => name.toLowerCase() !== 'message')
      const further = jsonWriter.members(members, settings)(fault.members) as object
      // The code of Query services differs from the name of the shape, and JSON goes by the name.
      const name = schema ? schema[2] : fault.shape.code
      return respond(fault.shape.status, { __type: name, message: fault.message, ...further }, requestId)
    },

    unknownOperation(request) {
      const target = request.headers.get('x-amz-target')
      return new Fault(
        { code: 'UnknownOperationException', ...client },
        target ? `Unknown operation ${target.slice(0, 200)}` : 'The request names no operation',
      )
    },

    invalid(violations) {
      return new Fault({ code: 'ValidationException', ...client }, validationMessage(violations))
    },
  }
}
