import {
  readInput,
  readSignature,
  routeOperation,
  verifySignature,
  writeOutput,
} from '@rolecall/aws-protocol'
import { NormalizedSchema } from '@smithy/core/schema'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { arbitraryValue, type ValueRules } from './arbitrary-value.ts'
import { credentials, sdkClient, send } from './sdk.ts'
import { services } from './services.ts'

/** What the protocol cannot carry, and what a client fills in or checks by itself. */
const s3Members = {
  Bucket: fc.stringMatching(/^[a-z0-9]{3,20}$/),
  SSECustomerKey: undefined,
  SSECustomerKeyMD5: undefined,
  CopySourceSSECustomerKey: undefined,
  CopySourceSSECustomerKeyMD5: undefined,
  ContentLength: undefined,
  ContentMD5: undefined,
  ChecksumAlgorithm: undefined,
  ExpiresString: undefined,
  // An empty one is the default region, and clients read it as none.
  LocationConstraint: fc.stringMatching(/^[a-z]{2}-[a-z]{4}-\d$/),
}
const rules: Readonly<Record<string, ValueRules>> = {
  query: { emptyStructures: false, emptyMaps: false },
  'rest-json': { emptyStructures: true, emptyMaps: true },
  'json-1.0': { emptyStructures: true, emptyMaps: true },
  'json-1.1': { emptyStructures: true, emptyMaps: true },
  'rest-xml': { emptyStructures: true, emptyMaps: true, members: s3Members },
}
const unsigned = /^AssumeRoleWith(?:SAML|WebIdentity)$/
const filledIn = /^(?:Checksum|ContentMD5|ContentLength|ContentType)/

describe.each(Object.entries(services))('%s', (name, service) => {
  const { model } = service
  const dialect = name === 's3' ? 's3' : 'default'
  const names = [...model.operations.values()]
    .filter(({ schema }) => !isEventStream(schema))
    .map((one) => one.name)

  test.each(names)('%s', async (operationName) => {
    const { schema } = model.operations.get(operationName)!
    const of = (ref: unknown) => {
      const shape = NormalizedSchema.of(ref as never)
      return shape.isStructSchema() ? arbitraryValue(shape, rules[model.protocol]!) : fc.constant({})
    }
    await fc.assert(
      fc.asyncProperty(of(schema[4]), of(schema[5]), async (input, output) => {
        let read: Record<string, unknown> = {}
        const client = sdkClient(service, (request) => {
          const signature = readSignature(request, dialect)
          expect(signature === undefined).toBe(unsigned.test(operationName))
          const { secretAccessKey } = credentials
          const verified =
            !signature || verifySignature(signature, request, secretAccessKey, Date.now()).verified
          expect(verified).toBe(true)
          const routed = routeOperation(model, request)
          expect(routed?.operation.name).toBe(operationName)
          read = readInput(model, routed!.operation, request, routed!.labels)
          return writeOutput(model, routed!.operation, output as object, 'request-1')
        })
        const answer = await send(service, client, operationName, input as object)
        for (const key of Object.keys(read)) {
          if (!(key in (input as object)) && filledIn.test(key)) delete read[key]
        }
        expect(plain(read)).toEqual(plain(input))
        expect((answer['$metadata'] as { requestId: string }).requestId).toBe('request-1')
        const { $metadata, ExpiresString, ...members } = answer
        if (!('ContentType' in (output as object))) delete members['ContentType']
        expect(plain(await collected(members))).toEqual(plain(output))
      }),
      { numRuns: 5 },
    )
  })
})

function isEventStream(schema: readonly unknown[]): boolean {
  return [schema[4], schema[5]].some((ref) => {
    const shape = NormalizedSchema.of(ref as never)
    return shape.isStructSchema() && shape.getEventStreamMember() !== ''
  })
}

interface Stream {
  transformToByteArray(): Promise<Uint8Array>
}

/** Streams as bytes, and no metadata as none. */
async function collected(output: Record<string, unknown>): Promise<Record<string, unknown>> {
  const members: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(output)) {
    if (typeof value === 'object' && value !== null && 'transformToByteArray' in value) {
      members[name] = await (value as Stream).transformToByteArray()
    } else if (name !== 'Metadata' || Object.keys(value as object).length > 0) members[name] = value
  }
  return members
}

/** Bytes as text and classes as records, so that equality is about values. */
function plain(value: unknown): unknown {
  if (value instanceof Uint8Array) return `bytes ${Buffer.from(value).toString('hex')}`
  if (value instanceof Date || typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(plain)
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item)]))
}
