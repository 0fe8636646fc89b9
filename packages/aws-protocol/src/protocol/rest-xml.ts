import { Fault } from '@rolecall/core'
import type { NormalizedSchema } from '@smithy/core/schema'
import { errorSchemas } from './error-schemas.ts'
import { escapeXml } from './escape-xml.ts'
import { restProtocol } from './rest-protocol.ts'
import { structMembers } from './struct-members.ts'
import { type XmlElement, xmlDocument } from './xml-document.ts'
import { xmlReader } from './xml-reader.ts'
import { xmlWriter } from './xml-writer.ts'

const client = { status: 400, blame: 'client' } as const
const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n'

/**
 * restXml as Amazon S3 speaks it: errors are not wrapped, and every operation but one puts its output in an
 * element. Source: "AWS restXml protocol", Smithy 2.0; "Error responses", Amazon S3 API Reference.
 */
export const restXml = restProtocol({
  needs: ['namespace'],
  contentType: 'application/xml',
  emptyBody: '',
  requestIdHeader: 'x-amz-request-id',
  closedQuery: true,

  malformed: (name) =>
    name === 'query'
      ? new Fault({ code: 'InvalidURI', ...client }, "Couldn't parse the specified URI.")
      : new Fault({ code: 'InvalidArgument', ...client }, `The value of ${name} is malformed`, {
          ArgumentName: name,
        }),

  readBody(members, name) {
    const read = xmlReader.members(members)
    return (body) => read(rootOf(body, name)) as Record<string, unknown>
  },
  readPayload(schema) {
    const read = xmlReader.value(schema)
    const name = payloadName(schema)
    return (body) => read(rootOf(body, name))
  },

  writeBody(members, schema, namespace) {
    const name = schema.getMergedTraits().xmlName ?? schema.getName() ?? ''
    const write = xmlWriter.members(members)
    const attribute = xmlns(namespace)
    // GetBucketLocation: its only member has the name of the whole, and is the whole.
    const [only] = members
    const unwrapped = members.length === 1 && (only![1].getMemberTraits().xmlName ?? only![0]) === name
    if (unwrapped) {
      const text = (value: object) => (value as Record<string, unknown>)[only![0]] ?? ''
      return (value) => `${declaration}<${name}${attribute}>${escapeXml(String(text(value)))}</${name}>`
    }
    return (value) => `${declaration}<${name}${attribute}>${write(value)}</${name}>`
  },
  writePayload(schema, namespace) {
    const name = payloadName(schema)
    const write = xmlWriter.members(structMembers(schema))
    return (value) => `${declaration}<${name}${xmlns(namespace)}>${write(value)}</${name}>`
  },

  writeFault(fault, requestId) {
    const schema = errorSchemas.get(fault.shape)
    const further = Object.entries(fault.members)
      .filter(([, value]) => value !== undefined && value !== null)
      .map(([name, value]) => `<${name}>${escapeXml(String(value))}</${name}>`)
      .join('')
    const code = escapeXml(schema ? schema[2] : fault.shape.code)
    const id = escapeXml(requestId)
    return {
      status: fault.shape.status,
      headers: { 'content-type': 'application/xml', 'x-amz-request-id': requestId, 'x-amz-id-2': requestId },
      body: `${declaration}<Error><Code>${code}</Code><Message>${escapeXml(fault.message)}</Message>${further}<RequestId>${id}</RequestId><HostId>${id}</HostId></Error>`,
    }
  },

  unknownOperation: () =>
    new Fault(
      { code: 'MethodNotAllowed', status: 405, blame: 'client' },
      'The specified method is not allowed against this resource.',
    ),

  invalid: () => malformedXml(),
})

function payloadName(schema: NormalizedSchema): string {
  return schema.getMergedTraits().xmlName ?? schema.getName() ?? ''
}

function xmlns(namespace: string | undefined): string {
  return namespace === undefined ? '' : ` xmlns="${escapeXml(namespace)}"`
}

function rootOf(body: Uint8Array, name: string): XmlElement {
  const root = xmlDocument(body)
  if (!root || root.name !== name) throw malformedXml()
  return root
}

function malformedXml(): Fault {
  return new Fault(
    { code: 'MalformedXML', ...client },
    'The XML you provided was not well-formed or did not validate against our published schema',
  )
}
