import { type HttpRequest, readInput, routeOperation } from '@rolecall/aws-protocol'
import { describe, expect, test } from 'vitest'
import { answer, assumeRole, createCluster, form, post, putItem, putTags, tags } from './hostile-requests.ts'
import { services } from './services.ts'

describe('a form', () => {
  test.each<[string, HttpRequest, unknown]>([
    ['no action', form('Version=2011-06-15'), 'MissingAction'],
    ['an empty body', form(''), 'MissingAction'],
    ['another action', form('Action=Nothing&Version=2011-06-15'), 'InvalidAction'],
    ['another version', form('Action=AssumeRole&Version=2010-05-08'), 'InvalidAction'],
    ['an action of everybody', form('Action=__proto__&Version=2011-06-15'), 'InvalidAction'],
    ['required members missing', form('Action=AssumeRole&Version=2011-06-15'), 'ValidationError'],
    ['a required member in a list', assumeRole('Tags.member.1.Key=a'), 'ValidationError'],
    ['a parameter twice', assumeRole('RoleArn=other'), 'MalformedInput'],
    ['a parameter in the query as well', { ...assumeRole(''), query: 'RoleArn=other' }, 'MalformedInput'],
    ['a number that is none', assumeRole('DurationSeconds=soon'), 'MalformedInput'],
    ['NaN', assumeRole('DurationSeconds=NaN'), 'MalformedInput'],
    ['infinity', assumeRole('DurationSeconds=1e999'), 'MalformedInput'],
    ['more digits than a number holds', assumeRole('DurationSeconds=9007199254740993'), 'MalformedInput'],
    ['an empty number', assumeRole('DurationSeconds='), 'MalformedInput'],
    ['a structure that is a text', assumeRole('Tags=x'), 'MalformedInput'],
    ['item zero', assumeRole('Tags.member.0.Key=a'), 'MalformedInput'],
    ['item one, twice', assumeRole('Tags.member.1.Key=a&Tags.member.01.Key=b'), 'MalformedInput'],
    ['a text that has members', assumeRole('Policy.x=1&Policy.y=2'), 'MalformedInput'],
    ['a broken escape', assumeRole('Policy=%zz'), 'MalformedInput'],
    ['an escape that is not UTF-8', assumeRole('Policy=%ff'), 'MalformedInput'],
    ['bytes that are not UTF-8', form(Buffer.from([65, 61, 255])), 'MalformedInput'],
    ['a name of a thousand parts', assumeRole(`${'a.'.repeat(1000)}=1`), 'MalformedInput'],
    ['unknown parameters', assumeRole('Surprise=1&a.b=2'), { RoleArn: 'r', RoleSessionName: 's' }],
    [
      'items with gaps',
      assumeRole('TransitiveTagKeys.member.9=b&TransitiveTagKeys.member.2=a'),
      { RoleArn: 'r', RoleSessionName: 's', TransitiveTagKeys: ['a', 'b'] },
    ],
    [
      'another content type',
      post('Action=AssumeRole&Version=2011-06-15', { 'content-type': 'text/plain' }),
      'MissingAction',
    ],
    ['a GET', { ...post(''), method: 'GET', query: 'Action=GetCallerIdentity&Version=2011-06-15' }, {}],
  ])('%s', (_, request, expected) => {
    expect(answer('sts', request)).toEqual(expected)
  })

  test('the missing members are counted and named', () => {
    const request = form('Action=AssumeRole&Version=2011-06-15&Tags.member.1.Key=a&Tags.member.2.Value=b')
    const { model } = services['sts']!
    const routed = routeOperation(model, request)!
    expect(() => readInput(model, routed.operation, request, routed.labels)).toThrow(
      "4 validation errors detected: Value null at 'roleArn' failed to satisfy constraint: Member must not be null; Value null at 'roleSessionName' failed to satisfy constraint: Member must not be null; Value null at 'tags.1.member.value' failed to satisfy constraint: Member must not be null; Value null at 'tags.2.member.key' failed to satisfy constraint: Member must not be null",
    )
  })
})

describe('JSON', () => {
  const item = (value: string) => putItem(`{"TableName":"t","Item":${value}}`)
  test.each<[string, HttpRequest, unknown]>([
    ['no target', post('{}'), 'UnknownOperationException'],
    [
      'another target',
      post('{}', { 'x-amz-target': 'DynamoDB_20120810.constructor' }),
      'UnknownOperationException',
    ],
    ['no JSON', putItem('{'), 'SerializationException'],
    ['two values', putItem('{}{}'), 'SerializationException'],
    ['a list', putItem('[]'), 'SerializationException'],
    ['null', putItem('null'), 'SerializationException'],
    ['nothing', putItem(''), 'ValidationException'],
    [
      'bytes that are not UTF-8',
      putItem(Buffer.from([123, 34, 255, 34, 58, 49, 125])),
      'SerializationException',
    ],
    ['a byte order mark', putItem('\ufeff{}'), 'SerializationException'],
    ['half a surrogate pair', putItem('{"TableName":"\\ud800","Item":{}}'), 'SerializationException'],
    ['a member twice', putItem('{"TableName":"a","Item":{},"TableName":"b"}'), 'SerializationException'],
    [
      'a member twice, once escaped',
      putItem('{"TableName":"a","Item":{},"Table\\u004eame":"b"}'),
      'SerializationException',
    ],
    [
      'a member twice, deep inside',
      item('{"k":{"M":{"a":{"S":"1"},"a":{"S":"2"}}}}'),
      'SerializationException',
    ],
    ['a number for a text', putItem('{"TableName":1,"Item":{}}'), 'SerializationException'],
    ['a text for a structure', putItem('{"TableName":"t","Item":"x"}'), 'SerializationException'],
    ['a list for a map', item('[]'), 'SerializationException'],
    ['an empty union', item('{"k":{}}'), 'SerializationException'],
    ['a union of two', item('{"k":{"S":"a","N":"1"}}'), 'SerializationException'],
    ['bytes that are not base64', item('{"k":{"B":"*"}}'), 'SerializationException'],
    ['null in a list', item('{"k":{"L":[null]}}'), 'SerializationException'],
    [
      'CBOR',
      post('{}', {
        'x-amz-target': 'DynamoDB_20120810.PutItem',
        'content-type': 'application/x-amz-cbor-1.1',
      }),
      'SerializationException',
    ],
    [
      'a colon in a text',
      item('{"a:\\"b\\\\":{"S":"{[:"}}'),
      { TableName: 't', Item: { 'a:"b\\': { S: '{[:' } } },
    ],
    [
      'null members',
      putItem('{"TableName":"t","Item":{},"ConditionExpression":null}'),
      { TableName: 't', Item: {} },
    ],
    [
      'unknown members',
      putItem('{"TableName":"t","Item":{},"Surprise":{"a":[1]}}'),
      { TableName: 't', Item: {} },
    ],
  ])('%s', (_, request, expected) => {
    expect(answer('dynamodb', request)).toEqual(expected)
  })

  test('the prototype of everything is a key like any other', () => {
    const read = answer('dynamodb', item('{"__proto__":{"S":"a"},"constructor":{"S":"b"}}')) as {
      Item: object
    }
    expect(Object.keys(read.Item)).toEqual(['__proto__', 'constructor'])
    expect(({} as { S?: string }).S).toBe(undefined)
  })

  test.each(['dynamodb', 'eks'])(
    '%s refuses what is nested too deeply, at any depth, in little time',
    (name) => {
      for (const depth of [65, 10_000, 1_000_000]) {
        for (const [open, close] of [
          ['[', ']'],
          ['{"a":', '}'],
        ] as const) {
          const body = `{"x":${open.repeat(depth)}1${close.repeat(depth)}}`
          expect(answer(name, name === 'eks' ? createCluster(body) : putItem(body))).toBe(
            'SerializationException',
          )
        }
      }
    },
  )

  test.each([
    ['a text for a number', '{"name":"a","nodeId":"1","version":1}', 'SerializationException'],
    [
      'a number out of range',
      '{"name":"a","roleArn":"r","resourcesVpcConfig":{},"logging":{"clusterLogging":[{"enabled":1}]}}',
      'SerializationException',
    ],
    ['required members missing', '{"name":"a"}', 'ValidationException'],
    ['a duplicate', '{"name":"a","name":"b"}', 'SerializationException'],
  ])('over REST: %s', (_, body, expected) => {
    expect(answer('eks', createCluster(body))).toBe(expected)
  })
})

describe('paths', () => {
  const get = (path: string, query = '', method = 'GET') => ({ ...post('', {}, path, method), query })
  test.each<[string, HttpRequest, unknown]>([
    ['a label', get('/clusters/shop'), { name: 'shop' }],
    ['a label with a slash in it', get('/clusters/a%2Fb'), { name: 'a/b' }],
    ['an empty label', get('/clusters/'), 'UnknownOperationException'],
    ['a label that signs as none', get('/clusters/..'), 'UnknownOperationException'],
    ['a segment that signs as none', get('/clusters//shop'), 'UnknownOperationException'],
    ['a broken escape', get('/clusters/%zz'), 'SerializationException'],
    ['an escape that is not UTF-8', get('/clusters/%ff'), 'SerializationException'],
    ['a path we lack', get('/nothing'), 'UnknownOperationException'],
    ['a path too long', get('/clusters/shop/more/than/there/is'), 'UnknownOperationException'],
    ['another method', get('/clusters/shop', '', 'PATCH'), 'UnknownOperationException'],
    ['a number in the query', get('/clusters', 'maxResults=5'), { maxResults: 5 }],
    ['no number in the query', get('/clusters', 'maxResults=five'), 'SerializationException'],
    ['a parameter twice', get('/clusters', 'maxResults=1&maxResults=2'), 'SerializationException'],
    ['a list in the query', get('/clusters', 'include=a&include=b'), { include: ['a', 'b'] }],
    ['a broken query', get('/clusters', 'include=%'), 'SerializationException'],
  ])('%s', (_, request, expected) => {
    expect(answer('eks', request)).toEqual(expected)
  })
})

describe('XML', () => {
  const tag = '<Tag><Key>a</Key><Value>b</Value></Tag>'
  const read = (TagSet: unknown) => ({ Bucket: 'bucket', Tagging: { TagSet } })
  test.each<[string, string | Uint8Array, unknown]>([
    ['as it should be', tags(tag), read([{ Key: 'a', Value: 'b' }])],
    [
      'a namespace and a declaration',
      `<?xml version="1.0"?>\n${tags(tag).replace('<Tagging>', '<Tagging xmlns="http://s3.amazonaws.com/doc/2006-03-01/">')}`,
      read([{ Key: 'a', Value: 'b' }]),
    ],
    [
      'white space, comments and CDATA',
      tags('\n <!-- x --><Tag>\n<Key><![CDATA[<a>]]></Key><Value>&lt;&#98;</Value></Tag>'),
      read([{ Key: '<a>', Value: '<b' }]),
    ],
    ['unknown elements', tags(`<Other/>${tag}`), read([{ Key: 'a', Value: 'b' }])],
    ['an empty list', '<Tagging><TagSet/></Tagging>', read([])],
    ['no XML', 'tags', 'MalformedXML'],
    ['JSON', '{}', 'MalformedXML'],
    ['an end that is missing', '<Tagging>', 'MalformedXML'],
    ['two roots', `${tags(tag)}${tags(tag)}`, 'MalformedXML'],
    ['another root', '<Tags><TagSet/></Tags>', 'MalformedXML'],
    ['required members missing', '<Tagging/>', 'MalformedXML'],
    ['an element twice', tags('<Tag><Key>a</Key><Key>b</Key><Value>c</Value></Tag>'), 'MalformedXML'],
    ['an element in a text', tags('<Tag><Key><b/></Key><Value>c</Value></Tag>'), 'MalformedXML'],
    [
      'a document type',
      `<!DOCTYPE Tagging [<!ENTITY a "aaaa">]>${tags('<Tag><Key>&a;</Key><Value>c</Value></Tag>')}`,
      'MalformedXML',
    ],
    ['an unknown entity', tags('<Tag><Key>&a;</Key><Value>c</Value></Tag>'), 'MalformedXML'],
    ['bytes that are not UTF-8', Buffer.from([60, 255]), 'MalformedXML'],
    ['a character that is none', tags('<Tag><Key>&#0;</Key><Value>c</Value></Tag>'), 'MalformedXML'],
    ['nesting', tags('<a>'.repeat(100_000)), 'MalformedXML'],
  ])('%s', (_, body, expected) => {
    expect(answer('s3', putTags(body))).toEqual(expected)
  })
})
