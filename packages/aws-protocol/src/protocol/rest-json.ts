import { Fault } from '@rolecall/core'
import { errorSchemas } from './error-schemas.ts'
import { httpBindings } from './http-bindings.ts'
import { jsonReader } from './json-reader.ts'
import { jsonText } from './json-text.ts'
import { type JsonSettings, jsonWriter } from './json-writer.ts'
import { restProtocol } from './rest-protocol.ts'
import { validationMessage } from './validation-message.ts'

const settings: JsonSettings = { jsonName: true, format: 'epoch-seconds' }
const client = { status: 400, blame: 'client' } as const

/** restJson1. Errors are told by a header. Source: "AWS restJson1 protocol", Smithy 2.0. */
export const restJson = restProtocol({
  needs: [],
  contentType: 'application/json',
  emptyBody: '{}',
  requestIdHeader: 'x-amzn-requestid',
  closedQuery: false,

  malformed: (name) =>
    new Fault({ code: 'SerializationException', ...client }, `The value of ${name} is malformed`),

  readBody(members) {
    const read = jsonReader.members(members, settings)
    return (body) => read(jsonText(body)) as Record<string, unknown>
  },
  readPayload(schema) {
    const read = jsonReader.value(schema, settings)
    return (body) => read(jsonText(body))
  },
  writeBody(members) {
    const write = jsonWriter.members(members, settings)
    return (value) => JSON.stringify(write(value))
  },
  writePayload(schema) {
    const write = jsonWriter.value(schema, settings)
    return (value) => JSON.stringify(write(value))
  },

  writeFault(fault, requestId) {
    const schema = errorSchemas.get(fault.shape)
    const members = schema ? httpBindings(schema).body : []
    const further = members.filter(([name]) => name.toLowerCase() !== 'message')
    const body = {
      message: fault.message,
      ...(jsonWriter.members(further, settings)(fault.members) as object),
    }
    return {
      status: fault.shape.status,
      headers: {
        'content-type': 'application/json',
        'x-amzn-errortype': schema ? schema[2] : fault.shape.code,
        'x-amzn-requestid': requestId,
      },
      body: JSON.stringify(body),
    }
  },

  unknownOperation: () =>
    new Fault(
      { code: 'UnknownOperationException', status: 404, blame: 'client' },
      'The method and path of the request are no operation of this service',
    ),

  invalid: (violations) =>
    new Fault({ code: 'ValidationException', ...client }, validationMessage(violations)),
})
