import { faultOf, routeOperation, unknownOperation, writeFault } from '@rolecall/aws-protocol'
import { Fault } from '@rolecall/core'
import { describe, expect, test } from 'vitest'
import { sdkClient, send } from './sdk.ts'
import { services } from './services.ts'

type ErrorSchema = Parameters<typeof faultOf>[0]

/** An operation of each service to fail. */
const calls: Readonly<Record<string, readonly [operation: string, input: object]>> = {
  iam: ['GetRole', { RoleName: 'reports' }],
  sts: ['GetCallerIdentity', {}],
  eks: ['DescribeCluster', { name: 'shop' }],
  cloudtrail: ['GetTrail', { Name: 'trail' }],
  dynamodb: ['DescribeTable', { TableName: 'orders' }],
  s3: ['GetObject', { Bucket: 'shop-reports', Key: 'one' }],
}

describe.each(Object.entries(services))('%s', (name, service) => {
  const schemas = Object.values(service.sdk).filter(
    (value): value is ErrorSchema =>
      Array.isArray(value) && value[0] === -3 && !/ServiceException$/.test(value[2]),
  )
  const [operation, input] = calls[name]!
  const thrownBy = async (fault: Fault) => {
    const client = sdkClient(service, () => writeFault(service.model, fault, 'request-7'))
    return send(service, client, operation, input).then(
      () => undefined,
      (error: unknown) => error as Error & { $metadata: object; $fault: string },
    )
  }

  test.each(schemas.map((schema) => [schema[2], schema] as const))('%s', async (exception, schema) => {
    const text = 'no "such" <thing> & more'
    const fault = faultOf(schema, text)
    const error = await thrownBy(fault)
    expect(error).toBeInstanceOf(service.sdk[exception])
    expect(error).toMatchObject({
      name: exception,
      message: text,
      $fault: fault.shape.blame,
      $metadata: { httpStatusCode: fault.shape.status, requestId: 'request-7' },
    })
  })

  test('a fault without a schema keeps its code', async () => {
    const fault = new Fault({ code: 'AccessDenied', status: 403, blame: 'client' }, 'not you')
    expect(await thrownBy(fault)).toMatchObject({ name: 'AccessDenied', message: 'not you' })
  })

  test('an operation we do not have', async () => {
    const client = sdkClient(service, (request) => {
      expect(routeOperation({ ...service.model, route: () => undefined }, request)).toBe(undefined)
      return writeFault(service.model, unknownOperation(service.model, request), 'request-8')
    })
    await expect(send(service, client, operation, input)).rejects.toMatchObject({
      $metadata: { requestId: 'request-8' },
      $fault: 'client',
    })
  })
})
