import * as eks from '@aws-sdk/client-eks'
import { CreateRoleCommand, IAMClient } from '@aws-sdk/client-iam'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { makeCluster } from '../../kubernetes-api/cluster-access.ts'
import { startTestServer, type TestServer } from '../../start-test-server.ts'
import { account, outcome, policy, roleArn } from '../sts/sts-calls.ts'
import { associationCalls } from './association-calls.ts'
import { refusedAssociations } from './refused-associations.data.ts'

const { named } = associationCalls
let server: TestServer
let client: eks.EKSClient

const pods = { Service: 'pods.eks.amazonaws.com' }
const both = ['sts:AssumeRole', 'sts:TagSession']
const allow = (Action: string | string[], Principal: object = pods, more: object = {}) =>
  policy({ Effect: 'Allow', Principal, Action, ...more })

/** Roles by name, and whom they trust. */
const trusts: Readonly<Record<string, string>> = {
  payments: allow(both),
  orders: allow(both),
  untagged: allow('sts:AssumeRole'),
  'only-tags': allow('sts:TagSession'),
  ec2: allow(both, { Service: 'ec2.amazonaws.com' }),
  wildcard: allow('sts:*'),
  conditioned: allow(both, pods, {
    Condition: { StringEquals: { 'aws:SourceArn': 'arn:aws:eks:x:1:cluster/x' } },
  }),
  denied: policy(
    { Effect: 'Allow', Principal: pods, Action: both },
    { Effect: 'Deny', Principal: pods, Action: 'sts:AssumeRole' },
  ),
}

beforeAll(async () => {
  server = await startTestServer()
  client = server.client(eks.EKSClient)
  for (const name of ['shop', 'other', 'paged', 'short-lived']) await makeCluster(server, name)
  const iam = server.client(IAMClient)
  for (const [RoleName, AssumeRolePolicyDocument] of Object.entries(trusts))
    await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument }))
  await iam.send(
    new CreateRoleCommand({ RoleName: 'deep', Path: '/of/pods/', AssumeRolePolicyDocument: allow(both) }),
  )
})
afterAll(async () => {
  expect(server.errors).toEqual([])
  await server.close()
})

let count = 0
let fresh = ''
beforeEach(() => {
  count += 1
  fresh = `sa-${count}`
})

type Input = Partial<eks.CreatePodIdentityAssociationCommandInput>
const create = (input: Input = {}) => associationCalls.create(client, fresh, input)
const describeIt = async (association: eks.PodIdentityAssociation) =>
  (await client.send(new eks.DescribePodIdentityAssociationCommand(named(association)))).association
const update = async (
  association: eks.PodIdentityAssociation,
  input: Partial<eks.UpdatePodIdentityAssociationCommandInput>,
) =>
  (await client.send(new eks.UpdatePodIdentityAssociationCommand({ ...named(association), ...input })))
    .association
const sessionPolicy = policy({ Effect: 'Allow', Action: 's3:GetObject', Resource: '*' })

describe('an association', () => {
  test('is answered whole when it is made, described and deleted', async () => {
    const made = await create({ tags: { team: 'red', __proto__x: '' } })
    expect(made).toEqual({
      clusterName: 'shop',
      namespace: 'payments',
      serviceAccount: fresh,
      roleArn: roleArn('payments'),
      associationArn: `arn:aws:eks:us-east-1:${account}:podidentityassociation/shop/${made.associationId}`,
      associationId: expect.stringMatching(/^a-[a-z0-9]{17}$/),
      tags: { team: 'red', __proto__x: '' },
      createdAt: expect.any(Date),
      modifiedAt: made.createdAt,
      disableSessionTags: false,
    })
    expect(await describeIt(made)).toEqual(made)
    const { association } = await client.send(new eks.DeletePodIdentityAssociationCommand(named(made)))
    expect(association).toEqual(made)
    expect(await outcome(describeIt(made))).toBe(
      `ResourceNotFoundException: No association found with id ${made.associationId} in cluster shop.`,
    )
    expect(await outcome(create())).toBe('ok')
  })

  test('of a target role has an external id that the server made', async () => {
    const targetRoleArn = 'arn:aws:iam::999999999999:role/target'
    const made = await create({ targetRoleArn, disableSessionTags: true, policy: sessionPolicy })
    expect(made).toMatchObject({
      targetRoleArn,
      externalId: `us-east-1/${account}/shop/payments/${fresh}`,
      disableSessionTags: true,
      policy: sessionPolicy,
    })
    expect(await describeIt(made)).toEqual(made)
  })

  test.each(['deep', 'wildcard', 'conditioned'])('may be of the role %s', async (name) => {
    const arn = name === 'deep' ? `arn:aws:iam::${account}:role/of/pods/deep` : roleArn(name)
    expect(await outcome(create({ roleArn: arn }))).toBe('ok')
  })

  test('of a role that does not let sessions be tagged needs disableSessionTags', async () => {
    const untagged = { roleArn: roleArn('untagged') }
    expect(await outcome(create(untagged))).toMatch(/^InvalidParameterException: Trust policy/)
    expect(await outcome(create({ ...untagged, disableSessionTags: true }))).toBe('ok')
  })

  test('goes with its cluster', async () => {
    const made = await create({ clusterName: 'short-lived' })
    await client.send(new eks.DeleteClusterCommand({ name: 'short-lived' }))
    await makeCluster(server, 'short-lived')
    const input = { clusterName: 'short-lived' }
    const { associations } = await client.send(new eks.ListPodIdentityAssociationsCommand(input))
    expect(associations).toEqual([])
    expect(await outcome(describeIt(made))).toMatch(/^ResourceNotFoundException: No association found/)
  })
})

describe('is refused', () => {
  test.each(refusedAssociations)('%s', async (_name, input, expected) => {
    expect(await outcome(create(input))).toBe(expected)
  })

  test('a second one of the same ServiceAccount, with status 409 and the id of the first', async () => {
    const first = await create()
    const error = await create({ roleArn: roleArn('orders') }).catch((caught) => caught)
    expect(error).toMatchObject({
      name: 'ResourceInUseException',
      message: `Association already exists: ${first.associationId}`,
      clusterName: 'shop',
      $metadata: { httpStatusCode: 409 },
    })
    expect(await outcome(create({ clusterName: 'other' }))).toBe('ok')
    expect(await outcome(create({ namespace: 'orders' }))).toBe('ok')
  })

  test('all but one of many at once', async () => {
    const outcomes = await Promise.all(Array.from({ length: 8 }, () => outcome(create())))
    expect(outcomes.filter((one) => one === 'ok')).toHaveLength(1)
    expect(
      outcomes.filter((one) => /^ResourceInUseException: Association already exists: a-/.test(one)),
    ).toHaveLength(7)
  })
})

describe('an ARN that no role can have', () => {
  const there = 'arn:aws:iam::999999999999:'
  const rows: [string, string][] = [
    ['of every role', `${there}role/*`],
    ['of some roles', `${there}role/pay*`],
    ['of some roles by one letter', `${there}role/payment?`],
    ['of every role of a path', `${there}role/of/pods/*`],
    ['of a path that is a pattern', `${there}role/*/payments`],
    ['of every account', 'arn:aws:iam::*:role/payments'],
    ['of everything', '*'],
    ['of no name', `${there}role/`],
    ['of a path alone', `${there}role/of/pods/`],
    ['with an empty path', `${there}role//payments`],
    ['with a blank before it', ` ${there}role/payments`],
    ['with a blank behind it', `${there}role/payments `],
    ['with a line behind it', `${there}role/payments\n`],
    ['with a blank in its name', `${there}role/pay ments`],
    ['with a blank in its path', `${there}role/of pods/payments`],
    ['with other scripts', `${there}role/zählung`],
    ['with a colon in its name', `${there}role/payments:1`],
    ['with a name of 65', `${there}role/${'a'.repeat(65)}`],
    ['with a path of 513', `${there}role/${'a/'.repeat(256)}payments`],
    ['of another partition', 'arn:aws-cn:iam::999999999999:role/payments'],
    ['of no partition', 'arn::iam::999999999999:role/payments'],
    ['of a region', 'arn:aws:iam:us-east-1:999999999999:role/payments'],
    ['of a session', 'arn:aws:sts::999999999999:assumed-role/payments/session'],
    ['of another service', 'arn:aws:s3:::payments'],
    ['of a service like it', 'arn:aws:IAM::999999999999:role/payments'],
    ['of a user', `${there}user/payments`],
    ['of a thing like a role', `${there}roles/payments`],
    ['of the account', `${there}root`],
    ['of an account of 11 digits', 'arn:aws:iam::99999999999:role/payments'],
    ['of an account of 13 digits', 'arn:aws:iam::9999999999999:role/payments'],
    ['of an account of letters', 'arn:aws:iam::payments:role/payments'],
    ['of an account of other digits', 'arn:aws:iam::٩٩٩٩٩٩٩٩٩٩٩٩:role/payments'],
    ['of AWS', 'arn:aws:iam::aws:role/payments'],
    ['without an account', 'arn:aws:iam:::role/payments'],
    ['without a service', 'arn:aws'],
    ['of nothing', ' '],
    ['that is a member of every object', '__proto__'],
  ]

  test.each(rows)('%s is no target, and of this account no role', async (_name, arn) => {
    const noTarget = 'InvalidParameterException: The targetRoleArn is no ARN of a role.'
    const noRole = 'InvalidParameterException: Role provided in the request does not exist.'
    const own = arn.replace('999999999999', account)
    expect(await outcome(create({ targetRoleArn: arn }))).toBe(noTarget)
    expect(await outcome(create({ roleArn: own }))).toBe(noRole)
    const made = await create()
    expect(await outcome(update(made, { targetRoleArn: arn }))).toBe(noTarget)
    expect(await outcome(update(made, { roleArn: own }))).toBe(noRole)
    expect(await describeIt(made)).toEqual(made)
  })

  test.each([
    ['a path', `${there}role/of/pods/payments`],
    ['the longest name', `${there}role/${'a'.repeat(64)}`],
    ['the longest path', `${there}role/${'a'.repeat(510)}/payments`],
    ['each character that a name may have', `${there}role/a_B9+=,.@-`],
    ['a path of a service', `${there}role/aws-service-role/pods.eks.amazonaws.com/x`],
  ])('is none with %s', async (_name, targetRoleArn) => {
    expect(await create({ targetRoleArn })).toMatchObject({ targetRoleArn })
  })
})

describe('a client token', () => {
  test('makes the same call again answer what it made', async () => {
    const clientRequestToken = `once-${count}`
    const made = await create({ clientRequestToken })
    expect(await create({ clientRequestToken })).toEqual(made)
    expect(await outcome(create({ clientRequestToken, roleArn: roleArn('orders') }))).toBe(
      `InvalidParameterException: The clientRequestToken ${clientRequestToken} was used before with other parameters.`,
    )
    await client.send(new eks.DeletePodIdentityAssociationCommand(named(made)))
    expect((await create({ clientRequestToken })).associationId).not.toBe(made.associationId)
  })

  test('of an update is for one update', async () => {
    const made = await create()
    const clientRequestToken = `again-${count}`
    const changed = await update(made, { roleArn: roleArn('orders'), clientRequestToken })
    expect(await update(made, { roleArn: roleArn('orders'), clientRequestToken })).toEqual(changed)
    expect(await outcome(update(made, { roleArn: roleArn('payments'), clientRequestToken }))).toMatch(
      /^InvalidParameterException: The clientRequestToken .* was used before with other/,
    )
  })
})

describe('an update', () => {
  const targetRoleArn = 'arn:aws:iam::999999999999:role/target'

  test('changes what it names, and an empty text takes away', async () => {
    const made = await create({ tags: { a: 'b' } })
    const { createdAt: _createdAt, modifiedAt: _modifiedAt, ...kept } = made
    const withTarget = await update(made, { targetRoleArn })
    expect(withTarget).toMatchObject({ ...kept, targetRoleArn, externalId: expect.any(String) })
    const withPolicy = await update(made, { disableSessionTags: true, policy: sessionPolicy })
    expect(withPolicy).toMatchObject({ targetRoleArn, disableSessionTags: true, policy: sessionPolicy })
    const withRole = await update(made, { roleArn: roleArn('orders') })
    expect(withRole).toMatchObject({ roleArn: roleArn('orders'), targetRoleArn, policy: sessionPolicy })
    const bare = await update(made, { targetRoleArn: '', policy: '', disableSessionTags: false })
    expect(bare).not.toHaveProperty('targetRoleArn')
    expect(bare).not.toHaveProperty('externalId')
    expect(bare).not.toHaveProperty('policy')
    expect(await describeIt(made)).toEqual(bare)
    expect(bare?.createdAt).toEqual(made.createdAt)
  })

  test.each<[string, Partial<eks.UpdatePodIdentityAssociationCommandInput>, string]>([
    ['nothing', {}, 'At least one of roleArn, targetRoleArn, disableSessionTags and policy must be given.'],
    [
      'a role that is not there',
      { roleArn: roleArn('none') },
      'Role provided in the request does not exist.',
    ],
    [
      'a role that trusts others',
      { roleArn: roleArn('ec2') },
      'Trust policy of the role provided is invalid.',
    ],
    [
      'a policy alone',
      { policy: sessionPolicy },
      'When policy is specified, disableSessionTags must be set to true.',
    ],
    ['an odd target', { targetRoleArn: '*' }, 'The targetRoleArn is no ARN of a role.'],
  ])('of %s is refused and changes nothing', async (_name, input, text) => {
    const made = await create()
    expect(await outcome(update(made, input))).toBe(`InvalidParameterException: ${text}`)
    expect(await describeIt(made)).toEqual(made)
  })

  test('that would leave a policy with session tags is refused', async () => {
    const made = await create({ disableSessionTags: true, policy: sessionPolicy })
    expect(await outcome(update(made, { disableSessionTags: false }))).toMatch(/When policy is specified/)
  })
})

describe('a list', () => {
  const list = (input: Partial<eks.ListPodIdentityAssociationsCommandInput>) =>
    client.send(new eks.ListPodIdentityAssociationsCommand({ clusterName: 'paged', ...input }))

  beforeAll(async () => {
    for (const namespace of ['blue', 'red'])
      for (let at = 0; at < 7; at += 1)
        await create({ clusterName: 'paged', namespace, serviceAccount: `sa-${at}` })
  })

  test.each<[string, object, number]>([
    ['all', {}, 14],
    ['a namespace', { namespace: 'red' }, 7],
    ['a ServiceAccount in every namespace', { serviceAccount: 'sa-3' }, 2],
    ['one', { namespace: 'red', serviceAccount: 'sa-3' }, 1],
    ['none', { namespace: 'green' }, 0],
  ])('of %s comes whole, page by page', async (_name, filter, many) => {
    const found = new Set<string>()
    const pages = eks.paginateListPodIdentityAssociations(
      { client, pageSize: 2 },
      { clusterName: 'paged', ...filter },
    )
    for await (const { associations = [] } of pages) {
      expect(associations.length).toBeLessThanOrEqual(2)
      for (const one of associations) {
        expect(Object.keys(one).sort()).toEqual(
          ['associationArn', 'associationId', 'clusterName', 'namespace', 'serviceAccount'].sort(),
        )
        expect(found).not.toContain(one.associationId)
        found.add(one.associationId ?? '')
      }
    }
    expect(found.size).toBe(many)
  })

  test('with a token that is none is refused', async () => {
    expect(await outcome(list({ nextToken: '!' }))).toBe('InvalidParameterException: Invalid nextToken.')
    expect(await outcome(list({ maxResults: 101 }))).toMatch(/^ValidationException: .*at 'maxResults' failed/)
    expect(await outcome(list({ clusterName: 'none' }))).toMatch(
      /^ResourceNotFoundException: No cluster found/,
    )
  })
})
