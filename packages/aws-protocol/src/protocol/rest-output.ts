import { NormalizedSchema } from '@smithy/core/schema'
import { headerList } from './header-list.ts'
import { httpBindings } from './http-bindings.ts'
import type { Operation, OperationSchema, ServiceDescription } from './protocol.ts'
import type { RestCodec } from './rest-codec.ts'
import type { Member } from './struct-members.ts'
import { textWriter } from './text-writer.ts'

type HeaderPart = (value: Record<string, unknown>, into: Record<string, string>) => void
type BodyPart = (value: Record<string, unknown>) => { body: string | Uint8Array; type?: string }

/** Compiles the writer of an output whose members travel in the status, the headers and the body. */
export function restOutput(
  schema: OperationSchema,
  service: Pick<ServiceDescription, 'namespace'>,
  codec: RestCodec,
): Operation['write'] {
  const output = NormalizedSchema.of(schema[5])
  const status = NormalizedSchema.of(schema).getMergedTraits().http?.[2] ?? 200
  const bindings = httpBindings(schema[5])
  const headers = [...bindings.headers.map(headerPart), ...bindings.prefixHeaders.map(prefixHeadersPart)]
  const writeBody = bodyPart(output, bindings, service.namespace, codec)
  return (value, requestId) => {
    const members = value as Record<string, unknown>
    const fields: Record<string, string> = { [codec.requestIdHeader]: requestId }
    const { body, type } = writeBody(members)
    if (type !== undefined) fields['content-type'] = type
    for (const part of headers) part(members, fields)
    const given = bindings.status && members[bindings.status[0]]
    return { status: typeof given === 'number' ? given : status, headers: fields, body }
  }
}

function bodyPart(
  output: NormalizedSchema,
  { payload, body }: ReturnType<typeof httpBindings>,
  namespace: string | undefined,
  codec: RestCodec,
): BodyPart {
  if (payload) return payloadPart(payload, namespace, codec)
  if (!output.isStructSchema() || (body.length === 0 && codec.emptyBody === '')) return () => ({ body: '' })
  const write = codec.writeBody(body, output, namespace)
  return (value) => ({ body: write(value), type: codec.contentType })
}

function payloadPart([name, member]: Member, namespace: string | undefined, codec: RestCodec): BodyPart {
  if (member.isBlobSchema() || member.isStringSchema()) {
    const type = member.isBlobSchema() ? 'application/octet-stream' : 'text/plain'
    return (value) => {
      const body = value[name] as string | Uint8Array | undefined
      return body === undefined || body === null ? { body: '' } : { body, type }
    }
  }
  const write = codec.writePayload(member, namespace)
  return (value) => {
    const body = value[name]
    return body === undefined || body === null ? { body: '' } : { body: write(body), type: codec.contentType }
  }
}

function headerPart([name, member]: Member): HeaderPart {
  const header = member.getMergedTraits().httpHeader!.toLowerCase()
  const list = member.isListSchema()
  const item = list ? member.getValueSchema() : member
  const write = textWriter(item, 'http-date')
  if (!write) throw new TypeError(`${member.getName(true)} cannot travel in a header`)
  return (value, into) => {
    const held = value[name]
    if (held === undefined || held === null) return
    into[header] = list
      ? headerList.join((held as unknown[]).map(write), item.isTimestampSchema())
      : write(held)
  }
}

function prefixHeadersPart([name, member]: Member): HeaderPart {
  const prefix = member.getMergedTraits().httpPrefixHeaders!.toLowerCase()
  return (value, into) => {
    for (const [key, text] of Object.entries((value[name] ?? {}) as Record<string, unknown>)) {
      if (text !== undefined && text !== null) into[prefix + key.toLowerCase()] = String(text)
    }
  }
}
