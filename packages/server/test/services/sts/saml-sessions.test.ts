import { CloudTrailClient, LookupEventsCommand } from '@aws-sdk/client-cloudtrail'
import {
  CreateRoleCommand,
  GetSAMLProviderCommand,
  IAMClient,
  PutRolePolicyCommand,
  UpdateAssumeRolePolicyCommand,
} from '@aws-sdk/client-iam'
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { prepareFederation } from '../../saml/prepare-federation.ts'
import { type Issuing, testIdentityProvider } from '../../saml/test-identity-provider.ts'
import type { TestServer } from '../../start-test-server.ts'
import { startStillServer } from '../start-still-server.ts'
import { assumeWithSaml, nameQualifier, samlSession } from './assume-with-saml.ts'
import { outcome, trust } from './sts-calls.ts'

const { attribute, endpoint, entityId, provider, role } = testIdentityProvider
let server: TestServer

beforeAll(async () => {
  server = await startStillServer()
  await prepareFederation(server)
})
afterAll(async () => {
  expect(server.errors).toEqual([])
  await server.close()
})

describe('the session', () => {
  test('says in the trail who it was, and so does the call', async () => {
    const issuing = {
      subject: 'bob',
      attributes: {
        [attribute('PrincipalTag:team')]: ['shop'],
        [attribute('TransitiveTagKeys')]: ['team'],
        [attribute('SourceIdentity')]: ['bob-source'],
      },
    }
    const credentials = await samlSession(server, issuing, { DurationSeconds: 900 })
    await server.client(STSClient, { credentials }).send(new GetCallerIdentityCommand({}))
    const trail = server.client(CloudTrailClient)
    const recordsOf = async (AttributeKey: 'Username' | 'AccessKeyId', AttributeValue: string) => {
      const LookupAttributes = [{ AttributeKey, AttributeValue }]
      const { Events = [] } = await trail.send(new LookupEventsCommand({ LookupAttributes }))
      return Events.map(({ CloudTrailEvent = '' }) => JSON.parse(CloudTrailEvent))
    }
    const [call] = await recordsOf('Username', 'bob')
    expect(call).toMatchObject({
      eventName: 'AssumeRoleWithSAML',
      userIdentity: {
        type: 'SAMLUser',
        principalId: `${nameQualifier}:bob`,
        userName: 'bob',
        identityProvider: nameQualifier,
      },
      requestParameters: {
        sAMLAssertionID: '_a',
        roleSessionName: 'alice@shop.example',
        sourceIdentity: 'bob-source',
        principalTags: { team: 'shop' },
        transitiveTagKeys: ['team'],
        roleArn: role,
        principalArn: provider,
        durationSeconds: 900,
      },
      responseElements: { subject: 'bob', subjectType: 'persistent', nameQualifier: nameQualifier },
    })
    expect(JSON.stringify(call)).not.toContain('PHNhbWxw')
    const [used] = await recordsOf('AccessKeyId', credentials.accessKeyId)
    expect(used.userIdentity).toMatchObject({
      type: 'AssumedRole',
      sessionContext: { sourceIdentity: 'bob-source' },
    })
    expect(used.userIdentity.sessionContext.webIdFederationData).toBeUndefined()
  })

  test.each<[string, object]>([
    ['saml:sub', { 'saml:sub': 'alice' }],
    ['saml:sub_type', { 'saml:sub_type': 'persistent' }],
    ['saml:namequalifier', { 'saml:namequalifier': nameQualifier }],
    ['aws:FederatedProvider', { 'aws:FederatedProvider': provider }],
    ['aws:PrincipalTag', { 'aws:PrincipalTag/team': 'shop' }],
  ])('has %s in policies', async (_key, wanted) => {
    const credentials = await samlSession(server, {
      attributes: { [attribute('PrincipalTag:team')]: ['shop'] },
    })
    const iam = server.client(IAMClient)
    const get = () =>
      server
        .client(IAMClient, { credentials })
        .send(new GetSAMLProviderCommand({ SAMLProviderArn: provider }))
    const allow = (StringEquals: object) =>
      iam.send(
        new PutRolePolicyCommand({
          RoleName: 'federated',
          PolicyName: 'p',
          PolicyDocument: JSON.stringify({
            Version: '2012-10-17',
            Statement: [
              { Effect: 'Allow', Action: 'iam:GetSAMLProvider', Resource: '*', Condition: { StringEquals } },
            ],
          }),
        }),
      )
    await allow(Object.fromEntries(Object.keys(wanted).map((key) => [key, 'other'])))
    expect(await outcome(get())).toMatch(/^AccessDenied: /)
    await allow(wanted)
    expect(await outcome(get())).toBe('ok')
  })
})

describe('the trust policy decides', () => {
  const denied = 'AccessDenied: Not authorized to perform sts:AssumeRoleWithSAML'
  const oid = 'urn:oid:1.3.6.1.4.1.5923.1.1.1.1'
  const when = (operator: string, key: string, value: unknown) => ({
    Condition: { [operator]: { [key]: value } },
  })
  const equals = (key: string, value: unknown) => when('StringEquals', key, value)
  const staff = { attributes: { [oid]: ['staff', 'employee'] } }

  const rows: readonly (readonly [string, object, Partial<Issuing>, boolean])[] = [
    ['saml:aud', equals('SAML:aud', endpoint), {}, true],
    ['another saml:aud', equals('SAML:aud', 'https://eu-west-1.signin.aws.amazon.com/saml'), {}, false],
    ['saml:iss', equals('saml:iss', entityId), {}, true],
    ['saml:sub', equals('saml:sub', 'alice'), {}, true],
    ['another saml:sub', equals('saml:sub', 'alice'), { subject: 'mallory' }, false],
    ['saml:sub_type', equals('saml:sub_type', 'persistent'), {}, true],
    ['saml:doc', equals('saml:doc', '111122223333/corp'), {}, true],
    ['saml:namequalifier', equals('saml:namequalifier', nameQualifier), {}, true],
    ['aws:FederatedProvider', equals('aws:FederatedProvider', provider), {}, true],
    ['sts:RoleSessionName', equals('sts:RoleSessionName', 'alice@shop.example'), {}, true],
    ['another sts:RoleSessionName', equals('sts:RoleSessionName', 'bob'), {}, false],
    [
      'an attribute of several values',
      when('ForAnyValue:StringEquals', 'saml:edupersonaffiliation', 'staff'),
      staff,
      true,
    ],
    [
      'an attribute that has not the value',
      when('ForAnyValue:StringEquals', 'saml:edupersonaffiliation', 'faculty'),
      staff,
      false,
    ],
    [
      'an attribute that is not there',
      when('ForAnyValue:StringEquals', 'saml:edupersonaffiliation', 'staff'),
      {},
      false,
    ],
    ['another action', { Action: 'sts:AssumeRoleWithWebIdentity' }, {}, false],
    [
      'another provider',
      { Principal: { Federated: 'arn:aws:iam::111122223333:saml-provider/other' } },
      {},
      false,
    ],
    ['the account, which is not the provider', { Principal: { AWS: '111122223333' } }, {}, false],
    [
      'tags without permission to tag',
      { Action: 'sts:AssumeRoleWithSAML' },
      { attributes: { [attribute('PrincipalTag:team')]: ['shop'] } },
      false,
    ],
    [
      'a source identity without permission',
      { Action: 'sts:AssumeRoleWithSAML' },
      { attributes: { [attribute('SourceIdentity')]: ['alice'] } },
      false,
    ],
    [
      'a tag as wanted',
      equals('aws:RequestTag/team', 'shop'),
      { attributes: { [attribute('PrincipalTag:team')]: ['shop'] } },
      true,
    ],
  ]
  test.each(rows)('%s', async (_name, statement, issuing, allowed) => {
    const name = `r${rows.findIndex(([row]) => row === _name)}`
    const iam = server.client(IAMClient)
    const arn = `arn:aws:iam::111122223333:role/${name}`
    const actions = ['sts:AssumeRoleWithSAML', 'sts:TagSession', 'sts:SetSourceIdentity']
    const AssumeRolePolicyDocument = trust({ Federated: provider }, { Action: actions, ...statement })
    await iam.send(new CreateRoleCommand({ RoleName: name, AssumeRolePolicyDocument }))
    const attributes = { ...issuing.attributes, [attribute('Role')]: [`${arn},${provider}`] }
    const call = () => outcome(assumeWithSaml(server, { ...issuing, attributes }, { RoleArn: arn }))
    expect(await call()).toBe(allowed ? 'ok' : denied)
    const PolicyDocument = trust({ Federated: provider }, { Effect: 'Deny', Action: actions })
    await iam.send(new UpdateAssumeRolePolicyCommand({ RoleName: name, PolicyDocument }))
    expect(await call()).toBe(denied)
  })

  test('a role that is not there is refused in the same words', async () => {
    const RoleArn = 'arn:aws:iam::111122223333:role/nobody'
    const attributes = { [attribute('Role')]: [`${RoleArn},${provider}`] }
    expect(await outcome(assumeWithSaml(server, { attributes }, { RoleArn }))).toBe(denied)
  })
})

test('transitive tags go along with the next role, and the source identity with them', async () => {
  const iam = server.client(IAMClient)
  const next = 'arn:aws:iam::111122223333:role/next'
  const StringEquals = { 'aws:PrincipalTag/team': 'shop', 'sts:SourceIdentity': 'alice' }
  await iam.send(
    new CreateRoleCommand({
      RoleName: 'next',
      AssumeRolePolicyDocument: trust(role, { Condition: { StringEquals } }),
    }),
  )
  const statement = { Effect: 'Allow', Action: 'sts:*', Resource: next }
  const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: [statement] })
  await iam.send(new PutRolePolicyCommand({ RoleName: 'federated', PolicyName: 'next', PolicyDocument }))
  const credentials = await samlSession(server, {
    attributes: {
      [attribute('PrincipalTag:team')]: ['shop'],
      [attribute('TransitiveTagKeys')]: ['team'],
      [attribute('SourceIdentity')]: ['alice'],
    },
  })
  const client = server.client(STSClient, { credentials })
  const { SourceIdentity } = await client.send(
    new AssumeRoleCommand({ RoleArn: next, RoleSessionName: 'next' }),
  )
  expect(SourceIdentity).toBe('alice')
})
