// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders of documented ARNs

import { findKey } from '@rolecall/policy'
import { describe, expect, test } from 'vitest'
import { serviceReference } from '../src/index.ts'

const reference = serviceReference()

describe('one action', () => {
  test('its level, resource types with ARN formats, and keys', () => {
    const action = reference.action('IAM:passrole')
    expect(action).toMatchObject({ name: 'iam:PassRole', accessLevels: new Set(['Write']) })
    expect(action?.resourceTypes).toEqual([
      { name: 'role', required: true, type: reference.service('iam')?.resourceTypes.get('role') },
    ])
    expect(action?.resourceTypes[0]?.type).toMatchObject({
      arn: 'arn:${Partition}:iam::${Account}:role/${RoleNameWithPath}',
      region: '',
      account: '${Account}',
      resource: 'role/${RoleNameWithPath}',
    })
    expect(action?.conditionKeys.has('iam:passedtoservice')).toBe(true)
  })

  test('it has the keys of its resource types too, and those that take a name by their family', () => {
    const keys = reference.action('iam:UpdateAssumeRolePolicy')!.conditionKeys
    expect(findKey(keys, 'iam:resourcetag/team')).toBe('iam:resourcetag/')
    expect(findKey(keys, 'iam:passedtoservice')).toBeUndefined()
    const read = reference.action('s3:GetObject')!.conditionKeys
    expect(findKey(read, 's3:existingobjecttag/team')).toBe('s3:existingobjecttag/')
  })

  test('some have several levels, some act on nothing', () => {
    expect(reference.action('sts:TagSession')?.accessLevels).toEqual(new Set(['Tagging', 'Write']))
    expect(reference.action('s3:ListAllMyBuckets')?.resourceTypes).toEqual([])
  })

  test.each([
    '',
    ':',
    's3',
    's3:',
    's3:Nothing',
    'nobody:Knows',
    '../actions/s3:GetObject',
    '__proto__:x',
    's3:__proto__',
  ])('there is none called %j', (name) => expect(reference.action(name)).toBeUndefined())
})

describe('actions that a pattern names', () => {
  const names = (pattern: string) => reference.actionsMatching(pattern).map(({ name }) => name)

  test.each([
    ['sts:assumerolewith*', ['sts:AssumeRoleWithSAML', 'sts:AssumeRoleWithWebIdentity']],
    ['STS:AssumeRoo?', ['sts:AssumeRoot']],
    ['eks-auth:*', ['eks-auth:AssumeRoleForPodIdentity']],
    ['s?s:GetCallerIdentit?', ['sts:GetCallerIdentity']],
    ['sts', []],
    ['*sts', []],
    ['', []],
    ['sts:Nothing*', []],
  ])('%s', (pattern, expected) => expect(names(pattern).sort()).toEqual(expected))

  test('a star alone names all', () => {
    expect(names('*').length).toBeGreaterThan(20_000)
    expect(names('*')).toEqual(names('*:*'))
  })
})

describe('services', () => {
  test('by their prefix', () => {
    expect(reference.service('s3')).toMatchObject({ prefix: 's3', title: 'Amazon S3' })
    for (const prefix of ['S3', 'constructor', '__proto__', '../s3', 's3/../s3', 's3.json\0'])
      expect(reference.service(prefix)).toBeUndefined()
  })

  test('keys of a service that only others name are its keys', () => {
    expect(reference.service('ec2')?.conditionKeys.get('ec2:osuser')).toEqual({
      type: 'string',
      multivalued: false,
    })
    expect(reference.service('ec2')?.conditionKeys.get('ec2:sourceinstancearn')?.type).toBe('arn')
    expect(reference.service('dynamodb')?.conditionKeys.get('dynamodb:leadingkeys')?.multivalued).toBe(true)
  })

  test('ARNs by the service that stands in them', () => {
    expect(reference.arnFormats('catalog')?.map(({ resource }) => resource)).toContain(
      'portfolio/${PortfolioId}',
    )
    expect(reference.arnFormats('backup')?.map(({ resource }) => resource)).toContain(
      '${ResourceType}:${RecoveryPointId}',
    )
    expect(reference.arnFormats('${Vendor}')).toBeUndefined()
    expect(reference.arnFormats('__proto__')).toBeUndefined()
  })

  test('which ones resource control policies reach', () => {
    expect(
      ['s3', 'sts', 'kms', 'sqs', 'secretsmanager'].map((one) => reference.hasResourceControl(one)),
    ).toEqual(Array(5).fill(true))
    expect(['iam', 'ec2', 'S3', ''].map((one) => reference.hasResourceControl(one))).toEqual(
      Array(4).fill(false),
    )
  })

  test('every one of them can be read', () => {
    for (const prefix of reference.services.keys()) {
      for (const [folded, { name }] of reference.service(prefix)!.actions)
        expect(name.toLowerCase()).toBe(`${prefix}:${folded}`)
    }
  })
})
