import { NormalizedSchema } from '@smithy/core/schema'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, test } from 'vitest'
import { services } from '../../src/services/services.ts'
import { isAnswer } from './is-answer.ts'
import { oddText } from './odd-text.ts'
import { type FacedServer, startFacedServer } from './start-faced-server.ts'

let faced: FacedServer

beforeAll(async () => {
  faced = await startFacedServer()
})
afterAll(() => faced.close())

const settings = (numRuns: number) => ({ numRuns, interruptAfterTimeLimit: 20_000 })

/** Keys of a form for the members of a shape, a few levels deep. */
function formKeys(schema: NormalizedSchema, prefix = '', depth = 0): string[] {
  if (depth > 4) return []
  if (schema.isListSchema()) {
    const step = schema.getValueSchema().getMergedTraits().xmlName ?? 'member'
    return [
      prefix,
      ...['1', '2', '0', '-1', '999999999'].flatMap((at) =>
        formKeys(schema.getValueSchema(), `${prefix}.${step}.${at}`, depth + 1),
      ),
    ]
  }
  if (!schema.isStructSchema()) return [prefix]
  return [...schema.structIterator()].flatMap(([name, member]) =>
    formKeys(member, prefix === '' ? name : `${prefix}.${name}`, depth + 1),
  )
}

describe('no form of an operation makes the server fail', () => {
  const operations = services.flatMap((service) =>
    [...service.operations.values()].map(({ schema }) => ({
      service: service.model,
      schema,
      name: schema[2],
    })),
  )

  test.each(operations.filter(({ service }) => service.protocol === 'query'))(
    '$name',
    async ({ service, schema, name }) => {
      const keys = formKeys(NormalizedSchema.of(schema[4]))
      const fields = fc.array(
        fc.tuple(
          fc.oneof(
            { weight: 8, arbitrary: fc.constantFrom('Unknown', ...keys) },
            { weight: 1, arbitrary: oddText },
          ),
          oddText,
        ),
        { maxLength: keys.length + 2 },
      )
      const headers = { 'content-type': 'application/x-www-form-urlencoded' }
      const property = fc.asyncProperty(fields, async (given) => {
        const known = new Map(given)
        const form = new URLSearchParams([['Action', name], ['Version', service.version ?? ''], ...known])
        const sent = { method: 'POST', path: '/', headers, body: Buffer.from(form.toString()) }
        isAnswer(
          await (name === 'AssumeRoleWithWebIdentity'
            ? faced.send(sent)
            : faced.sendSigned(service.name, sent)),
        )
      })
      await fc.assert(property, settings(25))
    },
  )
})
