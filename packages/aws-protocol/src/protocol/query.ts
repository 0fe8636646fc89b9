import { Fault } from '@rolecall/core'
import { NormalizedSchema } from '@smithy/core/schema'
import type { HttpResponse } from '../http-request.ts'
import { errorSchemas } from './error-schemas.ts'
import { escapeXml } from './escape-xml.ts'
import { jsonWriter } from './json-writer.ts'
import type { Protocol } from './protocol.ts'
import { queryForm } from './query-form.ts'
import { queryReader } from './query-reader.ts'
import { structMembers } from './struct-members.ts'
import { validationMessage } from './validation-message.ts'
import { xmlWriter } from './xml-writer.ts'

const noLabels = {}

/**
 * awsQuery: a form in, XML out. A caller that accepts `application/json` gets the same in JSON, which STS does
 * too and which `aws eks get-token` and kubectl build on.
 * Source: "AWS query protocol", Smithy 2.0.
 */
export const query: Protocol = {
  needs: ['namespace', 'version'],

  route(service) {
    return (request) => {
      const { children } = queryForm(request)
      if (children?.get('Version')?.text !== service.version) return undefined
      const operation = service.operations.get(children?.get('Action')?.text ?? '')
      return operation && { operation, labels: noLabels }
    }
  },

  read(schema) {
    const input = NormalizedSchema.of(schema[4])
    if (!input.isStructSchema()) return () => ({})
    const read = queryReader(input)
    return (request) => read(queryForm(request)) as Record<string, unknown>
  },

  write(schema, service) {
    const name = schema[2]
    const output = NormalizedSchema.of(schema[5])
    const hasResult = output.isStructSchema()
    const content = xmlWriter.members(structMembers(output))
    const json = hasResult
      ? jsonWriter.value(output, { jsonName: false, format: 'epoch-seconds' })
      : undefined
    return (value, requestId, accept) => {
      if (wantsJson(accept)) {
        const result = json ? { [`${name}Result`]: json(value) } : {}
        const body = { [`${name}Response`]: { ...result, ResponseMetadata: { RequestId: requestId } } }
        return respond(200, 'application/json', JSON.stringify(body), requestId)
      }
      const result = hasResult ? `<${name}Result>${content(value)}</${name}Result>` : ''
      const body = `<${name}Response xmlns="${escapeXml(service.namespace ?? '')}">${result}<ResponseMetadata><RequestId>${escapeXml(requestId)}</RequestId></ResponseMetadata></${name}Response>`
      return respond(200, 'text/xml', body, requestId)
    }
  },

  writeFault(fault, requestId, service, accept) {
    const type = fault.shape.blame === 'client' ? 'Sender' : 'Receiver'
    const { code, status } = fault.shape
    const schema = errorSchemas.get(fault.shape)
    const members = schema ? structMembers(schema).filter(([name]) => name.toLowerCase() !== 'message') : []
    if (wantsJson(accept)) {
      const body = { Error: { Code: code, Message: fault.message, Type: type }, RequestId: requestId }
      return respond(status, 'application/json', JSON.stringify(body), requestId)
    }
    const further = members.length > 0 ? xmlWriter.members(members)(fault.members) : ''
    const body = `<ErrorResponse xmlns="${escapeXml(service.namespace ?? '')}"><Error><Type>${type}</Type><Code>${escapeXml(code)}</Code><Message>${escapeXml(fault.message)}</Message>${further}</Error><RequestId>${escapeXml(requestId)}</RequestId></ErrorResponse>`
    return respond(status, 'text/xml', body, requestId)
  },

  unknownOperation(request) {
    const { children } = queryForm(request)
    const action = children?.get('Action')?.text
    const client = { blame: 'client', status: 400 } as const
    if (!action) return new Fault({ code: 'MissingAction', ...client }, 'Missing Action')
    const version = children?.get('Version')?.text || 'NO_VERSION_SPECIFIED'
    return new Fault(
      { code: 'InvalidAction', ...client },
      `Could not find operation ${action.slice(0, 128)} for version ${version.slice(0, 40)}`,
    )
  },

  invalid(violations) {
    return new Fault({ code: 'ValidationError', status: 400, blame: 'client' }, validationMessage(violations))
  },
}

function wantsJson(accept: string | undefined): boolean {
  return accept !== undefined && /(?:^|[,\s])application\/json\b/i.test(accept)
}

function respond(status: number, type: string, body: string, requestId: string): HttpResponse {
  return { status, headers: { 'content-type': type, 'x-amzn-requestid': requestId }, body }
}
