import { CloudTrailClient, LookupEventsCommand } from '@aws-sdk/client-cloudtrail'
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Credentials, startTestServer, type TestServer } from '../../start-test-server.ts'
import { documents } from './documents.ts'
import { send, steps } from './iam-steps.ts'
import { shapes } from './shapes.ts'

const account = '111122223333'
let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(async () => {
  expect(server.errors).toEqual([])
  await server.close()
})

const allow = (Action: string, Effect = 'Allow') =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect, Action, Resource: '*' }] })

async function admin(call: string, input: Record<string, unknown>): Promise<Record<string, unknown>> {
  const { output, fault } = await send(server, { call, input })
  expect(fault, call).toBeUndefined()
  return output ?? {}
}

let users = 0

/** A user of the given name, or of a new one, with an access key. */
async function userWithKey(UserName = `user-${++users}`): Promise<Credentials & { name: string }> {
  await admin('CreateUser', { UserName })
  return { name: UserName, ...(await newKey(UserName)) }
}

async function newKey(UserName: string): Promise<Credentials> {
  const { AccessKey } = (await admin('CreateAccessKey', { UserName })) as {
    AccessKey: { AccessKeyId: string; SecretAccessKey: string }
  }
  return { accessKeyId: AccessKey.AccessKeyId, secretAccessKey: AccessKey.SecretAccessKey }
}

async function whoAmI(credentials: Credentials): Promise<string | undefined> {
  const client = server.client(STSClient, { credentials })
  return client.send(new GetCallerIdentityCommand({})).then(
    ({ Arn }) => Arn,
    (error) => error.name,
  )
}

const outcome = async (credentials: Credentials, call = 'ListUsers', input: Record<string, unknown> = {}) =>
  (await send(server, { call, input }, credentials)).fault?.[0] ?? 'ok'

describe('a key of a user', () => {
  let ann: Credentials & { name: string }
  beforeEach(async () => {
    ann = await userWithKey()
  })

  test('is answered whole once', async () => {
    const { AccessKey } = await admin('CreateAccessKey', { UserName: ann.name })
    expect(AccessKey).toEqual({
      UserName: ann.name,
      AccessKeyId: expect.stringMatching(/^AKIA[A-Z2-7]{16}$/),
      Status: 'Active',
      SecretAccessKey: expect.stringMatching(/^[A-Za-z0-9+/]{40}$/),
      CreateDate: shapes.date,
    })
    const { AccessKeyMetadata } = (await admin('ListAccessKeys', { UserName: ann.name })) as {
      AccessKeyMetadata: object[]
    }
    expect(AccessKeyMetadata).toHaveLength(2)
    expect(JSON.stringify(AccessKeyMetadata)).not.toContain('Secret')
    const { fault } = await send(server, { call: 'CreateAccessKey', input: { UserName: ann.name } })
    expect(fault).toEqual(['LimitExceeded', 409, 'Cannot exceed quota for AccessKeysPerUser: 2'])
  })

  test('signs at once, not while it is inactive, and never after it is deleted', async () => {
    const key = { UserName: ann.name, AccessKeyId: ann.accessKeyId }
    expect(await whoAmI(ann)).toBe(`arn:aws:iam::${account}:user/${ann.name}`)
    await admin('UpdateAccessKey', { ...key, Status: 'Inactive' })
    expect(await whoAmI(ann)).toBe('InvalidClientTokenId')
    await admin('UpdateAccessKey', { ...key, Status: 'Active' })
    expect(await whoAmI(ann)).toBe(`arn:aws:iam::${account}:user/${ann.name}`)
    await admin('DeleteAccessKey', key)
    expect(await whoAmI(ann)).toBe('InvalidClientTokenId')
  })

  test('comes along when the user is renamed', async () => {
    await admin('UpdateUser', { UserName: ann.name, NewUserName: `${ann.name}-again`, NewPath: '/a/' })
    expect(await whoAmI(ann)).toBe(`arn:aws:iam::${account}:user/a/${ann.name}-again`)
  })

  test("is not another user's to change", async () => {
    const bob = await userWithKey()
    const input = { UserName: bob.name, AccessKeyId: ann.accessKeyId }
    const fault = ['NoSuchEntity', 404, `The Access Key with id ${ann.accessKeyId} cannot be found.`]
    expect((await send(server, { call: 'DeleteAccessKey', input })).fault).toEqual(fault)
    expect(
      (await send(server, { call: 'UpdateAccessKey', input: { ...input, Status: 'Inactive' } })).fault,
    ).toEqual(fault)
    expect(await whoAmI(ann)).toContain(ann.name)
  })

  test('is its own to change, when a policy lets it', async () => {
    expect(await outcome(ann, 'ListAccessKeys')).toBe('AccessDenied')
    const own = {
      Effect: 'Allow',
      Action: 'iam:*AccessKey*',
      // biome-ignore lint/suspicious/noTemplateCurlyInString: a policy variable
      Resource: 'arn:aws:iam::*:user/${aws:username}',
    }
    const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: [own] })
    await admin('PutUserPolicy', { UserName: ann.name, PolicyName: 'own', PolicyDocument })
    expect(await outcome(ann, 'ListAccessKeys')).toBe('ok')
    expect(await outcome(ann, 'CreateAccessKey')).toBe('ok')
    expect(await outcome(ann, 'CreateAccessKey', { UserName: 'administrator' })).toBe('AccessDenied')
  })

  test('stands in the trail without its secret', async () => {
    const { secretAccessKey } = ann
    const { Events = [] } = await server.client(CloudTrailClient).send(
      new LookupEventsCommand({
        LookupAttributes: [{ AttributeKey: 'ResourceName', AttributeValue: ann.name }],
      }),
    )
    const records = Events.map(({ CloudTrailEvent }) => CloudTrailEvent ?? '').join('\n')
    expect(records).toContain(ann.accessKeyId)
    expect(records).not.toContain(secretAccessKey)
  })
})

describe('what a user may do', () => {
  test('is what their groups may', async () => {
    const ann = await userWithKey()
    expect(await outcome(ann)).toBe('AccessDenied')
    await admin('CreateGroup', { GroupName: 'readers' })
    await admin('AddUserToGroup', { GroupName: 'readers', UserName: ann.name })
    expect(await outcome(ann)).toBe('AccessDenied')
    await admin('PutGroupPolicy', {
      GroupName: 'readers',
      PolicyName: 'read',
      PolicyDocument: allow('iam:ListUsers'),
    })
    expect(await outcome(ann)).toBe('ok')
    await admin('UpdateGroup', { GroupName: 'readers', NewGroupName: 'lookers' })
    expect(await outcome(ann)).toBe('ok')
    await admin('RemoveUserFromGroup', { GroupName: 'lookers', UserName: ann.name })
    expect(await outcome(ann)).toBe('AccessDenied')
  })

  test('is not what a group denies, and not beyond the boundary', async () => {
    const ann = await userWithKey()
    await admin('PutUserPolicy', { UserName: ann.name, PolicyName: 'all', PolicyDocument: allow('iam:*') })
    expect(await outcome(ann)).toBe('ok')
    await admin('CreateGroup', { GroupName: 'denied' })
    await admin('CreatePolicy', { PolicyName: 'no-users', PolicyDocument: allow('iam:ListUsers', 'Deny') })
    const PolicyArn = `arn:aws:iam::${account}:policy/no-users`
    await admin('AttachGroupPolicy', { GroupName: 'denied', PolicyArn })
    await admin('AddUserToGroup', { GroupName: 'denied', UserName: ann.name })
    expect(await outcome(ann)).toBe('AccessDenied')
    expect(await outcome(ann, 'ListGroups')).toBe('ok')
    await admin('CreatePolicy', { PolicyName: 'fence', PolicyDocument: documents.readBucket })
    await admin('PutUserPermissionsBoundary', {
      UserName: ann.name,
      PermissionsBoundary: `arn:aws:iam::${account}:policy/fence`,
    })
    expect(await outcome(ann, 'ListGroups')).toBe('AccessDenied')
  })
})

describe('a trust policy that names a user', () => {
  test('does not mean another of the same name', async () => {
    const ann = await userWithKey('trusted-ann')
    const trust = documents.trust({ AWS: `arn:aws:iam::${account}:user/trusted-ann` })
    await admin('CreateRole', { RoleName: 'trusting', AssumeRolePolicyDocument: trust })
    await admin('UpdateUser', { UserName: 'trusted-ann', NewUserName: 'still-ann' })
    const { AssumeRoleCommand } = await import('@aws-sdk/client-sts')
    const assume = (credentials: Credentials) =>
      server
        .client(STSClient, { credentials })
        .send(
          new AssumeRoleCommand({
            RoleArn: `arn:aws:iam::${account}:role/trusting`,
            RoleSessionName: 'test',
          }),
        )
        .then(
          () => 'ok',
          (error) => error.name,
        )
    expect(await assume(ann)).toBe('ok')
    expect(await assume(await userWithKey('trusted-ann'))).toBe('AccessDenied')
  })
})

describe('a role', () => {
  test('has no keys, and must name whose it means', async () => {
    await admin('CreateRole', {
      RoleName: 'caller',
      AssumeRolePolicyDocument: documents.trust({ AWS: account }),
    })
    await admin('PutRolePolicy', { RoleName: 'caller', PolicyName: 'all', PolicyDocument: allow('iam:*') })
    const { AssumeRoleCommand } = await import('@aws-sdk/client-sts')
    const { Credentials: given } = await server
      .client(STSClient)
      .send(
        new AssumeRoleCommand({ RoleArn: `arn:aws:iam::${account}:role/caller`, RoleSessionName: 'test' }),
      )
    const credentials = {
      accessKeyId: given?.AccessKeyId ?? '',
      secretAccessKey: given?.SecretAccessKey ?? '',
      sessionToken: given?.SessionToken ?? '',
    }
    const text = 'Must specify userName when calling with non-User credentials'
    for (const call of ['GetUser', 'ListAccessKeys', 'CreateAccessKey']) {
      expect((await send(server, { call }, credentials)).fault).toEqual(['ValidationError', 400, text])
    }
  })
})

describe('keys that are not there', () => {
  const AccessKeyId = 'AKIAIOSFODNN7EXAMPLE'
  const fault = ['NoSuchEntity', 404, `The Access Key with id ${AccessKeyId} cannot be found.`] as const
  steps(
    () => server,
    [
      { call: 'DeleteAccessKey', input: { AccessKeyId }, fault },
      { call: 'UpdateAccessKey', input: { AccessKeyId, Status: 'Active' }, fault },
      {
        call: 'UpdateAccessKey',
        input: { AccessKeyId, Status: 'Gone' },
        fault: [
          'ValidationError',
          400,
          "1 validation error detected: Value 'Gone' at 'status' failed to satisfy constraint: Member must satisfy enum value set: [Active, Inactive]",
        ],
      },
    ],
  )
})
