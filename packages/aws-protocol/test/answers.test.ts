import { ResourceInUseException$ } from '@aws-sdk/client-eks'
import { NoSuchKey$ } from '@aws-sdk/client-s3'
import { MalformedPolicyDocumentException$ } from '@aws-sdk/client-sts'
import { faultOf, RequestHeaders, serviceModel, writeFault, writeOutput } from '@rolecall/aws-protocol'
import { Fault } from '@rolecall/core'
import { describe, expect, test } from 'vitest'
import { services } from './services.ts'

const operation = (service: string, name: string) => services[service]!.model.operations.get(name)!
const write = (service: string, name: string, output: object, accept?: string) =>
  writeOutput(services[service]!.model, operation(service, name), output, 'r-1', accept)

describe('Query', () => {
  const identity = { Account: '111122223333', Arn: 'arn:aws:iam::111122223333:user/a<b', UserId: 'AIDA' }

  test('an output', () => {
    expect(write('sts', 'GetCallerIdentity', identity)).toEqual({
      status: 200,
      headers: { 'content-type': 'text/xml', 'x-amzn-requestid': 'r-1' },
      body: '<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult><UserId>AIDA</UserId><Account>111122223333</Account><Arn>arn:aws:iam::111122223333:user/a&lt;b</Arn></GetCallerIdentityResult><ResponseMetadata><RequestId>r-1</RequestId></ResponseMetadata></GetCallerIdentityResponse>',
    })
  })

  test('an output for who asks for JSON, as kubectl tokens do', () => {
    const { headers, body } = write('sts', 'GetCallerIdentity', identity, 'application/json')
    expect(headers['content-type']).toBe('application/json')
    expect(JSON.parse(body as string)).toEqual({
      GetCallerIdentityResponse: {
        GetCallerIdentityResult: identity,
        ResponseMetadata: { RequestId: 'r-1' },
      },
    })
    expect(write('sts', 'GetCallerIdentity', identity, '*/*').headers['content-type']).toBe('text/xml')
  })

  test('no output', () => {
    expect(write('iam', 'DeleteRole', {}).body).toBe(
      '<DeleteRoleResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><ResponseMetadata><RequestId>r-1</RequestId></ResponseMetadata></DeleteRoleResponse>',
    )
  })

  test('an empty list is an empty element, an absent one is not there', () => {
    expect(write('iam', 'ListRoles', { Roles: [], IsTruncated: false }).body).toContain(
      '<ListRolesResult><Roles/><IsTruncated>false</IsTruncated></ListRolesResult>',
    )
    expect(write('iam', 'ListRoles', {}).body).toContain('<ListRolesResult></ListRolesResult>')
  })

  test('only members of the schema are written', () => {
    const { body } = write('sts', 'GetCallerIdentity', { ...identity, SecretAccessKey: 'secret' })
    expect(body).not.toContain('secret')
  })

  test('a fault', () => {
    const fault = faultOf(MalformedPolicyDocumentException$, 'Syntax errors in "policy" & more.')
    const { model } = services['sts']!
    expect(writeFault(model, fault, 'r-2')).toEqual({
      status: 400,
      headers: { 'content-type': 'text/xml', 'x-amzn-requestid': 'r-2' },
      body: '<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type><Code>MalformedPolicyDocument</Code><Message>Syntax errors in &quot;policy&quot; &amp; more.</Message></Error><RequestId>r-2</RequestId></ErrorResponse>',
    })
    expect(JSON.parse(writeFault('query', fault, 'r-2', 'application/json').body as string)).toEqual({
      Error: {
        Code: 'MalformedPolicyDocument',
        Message: 'Syntax errors in "policy" & more.',
        Type: 'Sender',
      },
      RequestId: 'r-2',
    })
  })
})

test('REST-JSON: a fault with members', () => {
  const fault = faultOf(ResourceInUseException$, 'Cluster already exists', { clusterName: 'shop', other: 1 })
  expect(writeFault('rest-json', fault, 'r-3')).toEqual({
    status: 409,
    headers: {
      'content-type': 'application/json',
      'x-amzn-errortype': 'ResourceInUseException',
      'x-amzn-requestid': 'r-3',
    },
    body: '{"message":"Cluster already exists","clusterName":"shop"}',
  })
})

test('AWS JSON: a fault', () => {
  const fault = new Fault({ code: 'InternalFailure', status: 500, blame: 'server' }, 'oh')
  expect(writeFault('json-1.1', fault, 'r-4')).toEqual({
    status: 500,
    headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amzn-requestid': 'r-4' },
    body: '{"__type":"InternalFailure","message":"oh"}',
  })
})

describe('S3', () => {
  test('a fault with what S3 adds to it', () => {
    const fault = faultOf(NoSuchKey$, 'The specified key does not exist.', { Key: 'a&b' })
    expect(writeFault('rest-xml', fault, 'r-5').body).toBe(
      '<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>NoSuchKey</Code><Message>The specified key does not exist.</Message><Key>a&amp;b</Key><RequestId>r-5</RequestId><HostId>r-5</HostId></Error>',
    )
  })

  test('the location of a bucket is the whole of the answer', () => {
    expect(write('s3', 'GetBucketLocation', { LocationConstraint: 'eu-west-1' }).body).toBe(
      '<?xml version="1.0" encoding="UTF-8"?>\n<LocationConstraint xmlns="http://s3.amazonaws.com/doc/2006-03-01/">eu-west-1</LocationConstraint>',
    )
  })

  test('keys that XML cannot hold are written as references', () => {
    const { body } = write('s3', 'ListObjectsV2', { Contents: [{ Key: 'a\u0001\r\n\tb' }] })
    expect(body).toContain('<Contents><Key>a&#x1;&#xD;\n\tb</Key></Contents>')
  })
})

describe('headers of a request', () => {
  const headers = RequestHeaders.fromRaw(['Host', 'a', 'X-One', ' 1 ', 'x-one', '2', 'X-ONE', '3'])

  test('names are small, repeated ones are joined and kept', () => {
    expect(headers.get('x-one')).toBe('1,2,3')
    expect(headers.all('x-one')).toEqual(['1', '2', '3'])
    expect(headers.get('host')).toBe('a')
    expect(headers.get('absent')).toBe(undefined)
    expect(headers.all('absent')).toEqual([])
    expect([...headers.names()]).toEqual(['host', 'x-one'])
    expect(RequestHeaders.from({ a: ['1', '2'], b: undefined }).all('a')).toEqual(['1', '2'])
  })

  test('no name is special', () => {
    expect(headers.get('__proto__')).toBe(undefined)
    expect(RequestHeaders.fromRaw(['__proto__', 'x']).get('__proto__')).toBe('x')
  })
})

test('a service that leaves out what its protocol needs is refused', () => {
  expect(() => serviceModel({ name: 'sts', protocol: 'query', operations: [] })).toThrow(
    'sts needs namespace and version',
  )
  expect(() => serviceModel({ name: 'dynamodb', protocol: 'json-1.0', operations: [] })).toThrow(
    'dynamodb needs targetPrefix',
  )
})
