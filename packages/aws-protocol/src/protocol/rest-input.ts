import { NormalizedSchema } from '@smithy/core/schema'
import type { HttpRequest } from '../http-request.ts'
import { headerList } from './header-list.ts'
import { httpBindings } from './http-bindings.ts'
import type { Labels, Operation, OperationSchema } from './protocol.ts'
import { queryParameters } from './query-parameters.ts'
import type { RestCodec } from './rest-codec.ts'
import { setMember } from './set-member.ts'
import type { Member } from './struct-members.ts'
import { textReader } from './text-reader.ts'
import type { TimestampFormat } from './timestamp.ts'
import { utf8 } from './utf8.ts'

type Part = (request: HttpRequest, labels: Labels, into: Record<string, unknown>) => void

/** Compiles the reader of an input whose members travel in the path, the query, the headers and the body. */
export function restInput(schema: OperationSchema, codec: RestCodec): Operation['read'] {
  const bindings = httpBindings(schema[4])
  const bound = new Set(bindings.query.map(([, member]) => member.getMergedTraits().httpQuery!))
  const parts: Part[] = [
    ...bindings.labels.map((member) => labelPart(member, codec)),
    ...bindings.query.map((member) => queryPart(member, codec)),
    ...bindings.queryParams.map((member) => queryParamsPart(member, bound)),
    ...bindings.headers.map((member) => headerPart(member, codec)),
    ...bindings.prefixHeaders.map(prefixHeadersPart),
  ]
  if (bindings.payload) parts.push(payloadPart(bindings.payload, codec))
  else if (bindings.body.length > 0) {
    const read = codec.readBody(bindings.body, NormalizedSchema.of(schema[4]).getName() ?? '')
    parts.push((request, _, into) => {
      if (request.body.length > 0) Object.assign(into, read(request.body))
    })
  }
  return (request, labels) => {
    const input: Record<string, unknown> = {}
    for (const part of parts) part(request, labels, input)
    return input
  }
}

function labelPart([name, member]: Member, codec: RestCodec): Part {
  const read = valueReader(member, name, 'date-time', codec)
  return (_, labels, into) => {
    const text = labels[name]
    if (text !== undefined) into[name] = read(text)
  }
}

function queryPart([name, member]: Member, codec: RestCodec): Part {
  const wireName = member.getMergedTraits().httpQuery!
  const many = member.isListSchema()
  const read = valueReader(many ? member.getValueSchema() : member, wireName, 'date-time', codec)
  return (request, _, into) => {
    const values = queryParameters(request)?.get(wireName)
    if (!values) return
    if (many) into[name] = values.map(read)
    else if (values.length > 1) throw codec.malformed(wireName)
    else into[name] = read(values[0]!)
  }
}

function queryParamsPart([name, member]: Member, bound: ReadonlySet<string>): Part {
  const many = member.getValueSchema().isListSchema()
  return (request, _, into) => {
    const record: Record<string, unknown> = {}
    for (const [key, values] of queryParameters(request) ?? []) {
      if (!bound.has(key)) setMember(record, key, many ? values : values[0])
    }
    if (Object.keys(record).length > 0) into[name] = record
  }
}

function headerPart([name, member]: Member, codec: RestCodec): Part {
  const header = member.getMergedTraits().httpHeader!
  const wireName = header.toLowerCase()
  if (member.isListSchema()) {
    const item = member.getValueSchema()
    const read = valueReader(item, header, 'http-date', codec)
    return (request, _, into) => {
      const text = request.headers.get(wireName)
      if (text !== undefined) into[name] = headerList.split(text, item.isTimestampSchema()).map(read)
    }
  }
  const read = valueReader(member, header, 'http-date', codec)
  return (request, _, into) => {
    const text = request.headers.get(wireName)
    if (text !== undefined) into[name] = read(text)
  }
}

function prefixHeadersPart([name, member]: Member): Part {
  const prefix = member.getMergedTraits().httpPrefixHeaders!.toLowerCase()
  return (request, _, into) => {
    const record: Record<string, unknown> = {}
    for (const header of request.headers.names()) {
      if (header.startsWith(prefix))
        setMember(record, header.slice(prefix.length), request.headers.get(header))
    }
    if (Object.keys(record).length > 0) into[name] = record
  }
}

function payloadPart([name, member]: Member, codec: RestCodec): Part {
  if (member.isBlobSchema()) {
    // A stream is there even when nothing flows in it.
    const always = member.isStreaming()
    return (request, _, into) => {
      if (always || request.body.length > 0) into[name] = request.body
    }
  }
  const read = member.isStringSchema()
    ? (body: Uint8Array) => {
        const text = utf8(body)
        if (text === undefined) throw codec.malformed(name)
        return text
      }
    : codec.readPayload(member)
  return (request, _, into) => {
    if (request.body.length > 0) into[name] = read(request.body)
  }
}

function valueReader(
  schema: NormalizedSchema,
  wireName: string,
  format: TimestampFormat,
  codec: RestCodec,
): (text: string) => unknown {
  const read = textReader(schema, format)
  if (!read) throw new TypeError(`${schema.getName(true)} cannot travel as text`)
  return (text) => {
    const value = read(text)
    if (value === undefined) throw codec.malformed(wireName)
    return value
  }
}
