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

describe('no JSON of an operation makes the server fail', () => {
  const operations = services.flatMap((service) =>
    [...service.operations.values()].map(({ schema }) => ({
      service: service.model,
      schema,
      name: schema[2],
    })),
  )

  const json = fc.oneof(
    oddText,
    fc.jsonValue({ maxDepth: 3 }),
    fc.constantFrom(0, -1, 1e308, -1e308, 0.1, 2 ** 53, 1.7e9, 1.7e12, null, true, [], {}),
  )

  test.each(operations.filter(({ service }) => service.protocol !== 'query'))(
    '$name',
    async ({ service, schema, name }) => {
      const members = [...NormalizedSchema.of(schema[4]).structIterator()].map(([member]) => member)
      const body = fc.oneof(
        {
          weight: 6,
          arbitrary: fc
            .dictionary(fc.oneof(fc.constantFrom('Unknown', ...members), oddText), json)
            .map((all) => JSON.stringify(all)),
        },
        { weight: 1, arbitrary: fc.json() },
        { weight: 1, arbitrary: oddText },
      )
      const headers: Record<string, string> =
        service.protocol === 'rest-json'
          ? { 'content-type': 'application/json' }
          : {
              'content-type': 'application/x-amz-json-1.1',
              'x-amz-target': `${service.targetPrefix}.${name}`,
            }
      const place = {
        CreateCluster: ['POST', '/clusters'],
        DeleteCluster: ['DELETE', '/clusters/'],
        DescribeCluster: ['GET', '/clusters/'],
        ListClusters: ['GET', '/clusters'],
      }[name] ?? ['POST', '/']
      const [method = '', path = ''] = place
      const property = fc.asyncProperty(body, oddText, oddText, async (text, label, value) => {
        const wellFormed = (one: string) => encodeURIComponent(one.toWellFormed())
        const target = path.endsWith('s/') ? `${path}${wellFormed(label).slice(0, 2000)}` : path
        const query =
          name === 'ListClusters'
            ? `nextToken=${wellFormed(value).slice(0, 2000)}&maxResults=${wellFormed(label).slice(0, 200)}`
            : ''
        isAnswer(
          await faced.sendSigned(service.name, {
            method,
            path: target,
            query,
            headers,
            body: Buffer.from(text),
          }),
        )
      })
      await fc.assert(property, settings(80))
    },
  )
})
