import * as eks from '@aws-sdk/client-eks'
import * as iam from '@aws-sdk/client-iam'
import type { Door } from '@rolecall/server'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { WaitForPodIdentityChangesResponse } from '../../../src/services/eks-auth/wait-for-pod-identity-changes-schema.data.ts'
import { otherAccount } from '../eks/other-account.ts'
import { outcome, policy, roleArn } from '../sts/sts-calls.ts'
import { EKSAuthClient, WaitForPodIdentityChangesCommand } from './eks-auth-sdk.ts'
import { type PodWorld, podsTrust, startPodWorld } from './pod-world.ts'

let world: PodWorld
let associationId: string
let managed: string
const seen = policy({ Effect: 'Allow', Action: 's3:GetObject', Resource: '*' })

beforeAll(async () => {
  world = await startPodWorld()
  await world.makeCluster('other')
  await world.makeRole('payments')
  await world.makeRole('target', podsTrust)
  await world.makeRole('unrelated')
  const made = await world.associate({ roleArn: roleArn('payments'), targetRoleArn: roleArn('target') })
  associationId = made.id
  const created = await send(new iam.CreatePolicyCommand({ PolicyName: 'seen', PolicyDocument: seen }))
  managed = (created as iam.CreatePolicyCommandOutput).Policy?.Arn ?? ''
})
afterAll(async () => {
  expect(world.server.errors).toEqual([])
  await world.close()
})

const send = (command: object) =>
  world.server.client(iam.IAMClient).send(command as iam.GetUserCommand) as Promise<object>
const sendEks = (command: object) =>
  world.server.client(eks.EKSClient).send(command as eks.ListClustersCommand) as Promise<object>

async function wait(cursor?: string, waitSeconds = 0, clusterName = 'shop') {
  const client = world.server.client(EKSAuthClient, { credentials: world.node })
  const command = new WaitForPodIdentityChangesCommand({ clusterName, cursor, waitSeconds })
  return (await client.send(command)) as unknown as WaitForPodIdentityChangesResponse
}
const here = { namespace: 'payments', serviceAccount: 'api' }

const changes: readonly (readonly [string, () => Promise<unknown>])[] = [
  [
    'the association is changed',
    () =>
      sendEks(
        new eks.UpdatePodIdentityAssociationCommand({
          clusterName: 'shop',
          associationId,
          disableSessionTags: true,
        }),
      ),
  ],
  [
    'the trust of its role is changed',
    () => send(new iam.UpdateAssumeRolePolicyCommand({ RoleName: 'payments', PolicyDocument: podsTrust })),
  ],
  [
    'the trust of its target role is changed',
    () => send(new iam.UpdateAssumeRolePolicyCommand({ RoleName: 'target', PolicyDocument: podsTrust })),
  ],
  [
    'an inline policy is put',
    () => send(new iam.PutRolePolicyCommand({ RoleName: 'payments', PolicyName: 'a', PolicyDocument: seen })),
  ],
  [
    'an inline policy is deleted',
    () => send(new iam.DeleteRolePolicyCommand({ RoleName: 'payments', PolicyName: 'a' })),
  ],
  [
    'a policy is attached',
    () => send(new iam.AttachRolePolicyCommand({ RoleName: 'payments', PolicyArn: managed })),
  ],
  [
    'an attached policy gets another default version',
    () =>
      send(
        new iam.CreatePolicyVersionCommand({ PolicyArn: managed, PolicyDocument: seen, SetAsDefault: true }),
      ),
  ],
  [
    'a policy is detached',
    () => send(new iam.DetachRolePolicyCommand({ RoleName: 'payments', PolicyArn: managed })),
  ],
  [
    'it gets a boundary',
    () =>
      send(new iam.PutRolePermissionsBoundaryCommand({ RoleName: 'payments', PermissionsBoundary: managed })),
  ],
  [
    'its boundary gets another default version',
    () => send(new iam.SetDefaultPolicyVersionCommand({ PolicyArn: managed, VersionId: 'v1' })),
  ],
  ['its boundary goes', () => send(new iam.DeleteRolePermissionsBoundaryCommand({ RoleName: 'payments' }))],
  [
    'it is tagged',
    () => send(new iam.TagRoleCommand({ RoleName: 'payments', Tags: [{ Key: 'a', Value: 'b' }] })),
  ],
  ['it is deleted', () => send(new iam.DeleteRoleCommand({ RoleName: 'payments' }))],
  ['it is made again', () => world.makeRole('payments')],
  [
    'the association is deleted',
    () => sendEks(new eks.DeletePodIdentityAssociationCommand({ clusterName: 'shop', associationId })),
  ],
  [
    'it is made again',
    async () => {
      associationId = (await world.associate({ roleArn: roleArn('payments') })).id
    },
  ],
]

describe('who waits is told of the ServiceAccount when', () => {
  test.each(changes)('%s', async (_name, change) => {
    const { cursor } = await wait()
    const waiting = wait(cursor, 50)
    await change()
    const told = await waiting
    expect(told).toMatchObject({ isComplete: true, changes: [here] })
    expect(await wait(told.cursor)).toMatchObject({ isComplete: true, changes: [] })
    // Told again to who comes later with the cursor of before.
    expect((await wait(cursor)).changes).toEqual([here])
  })

  test.each<[string, () => Promise<unknown>]>([
    [
      'another role',
      () => send(new iam.TagRoleCommand({ RoleName: 'unrelated', Tags: [{ Key: 'a', Value: 'b' }] })),
    ],
    ['a user', () => send(new iam.CreateUserCommand({ UserName: 'anybody' }))],
    [
      'a policy that nobody has',
      () => send(new iam.CreatePolicyVersionCommand({ PolicyArn: managed, PolicyDocument: seen })),
    ],
    [
      'a call that was refused',
      () =>
        outcome(
          sendEks(
            new eks.UpdatePodIdentityAssociationCommand({
              clusterName: 'shop',
              associationId,
              roleArn: roleArn('none'),
            }),
          ),
        ),
    ],
    ['another cluster', () => world.associate({ clusterName: 'other', roleArn: roleArn('unrelated') })],
  ])('and not of %s', async (_name, change) => {
    const { cursor } = await wait()
    await change()
    expect(await wait(cursor)).toMatchObject({ isComplete: true, changes: [] })
  })
})

test('nobody learns when another account makes or changes a role, by naming it as a target', async () => {
  const { account, credentials } = await otherAccount(world.server)
  const theirs = world.server.client(iam.IAMClient, { credentials })
  await world.associate({
    serviceAccount: 'curious',
    roleArn: roleArn('payments'),
    targetRoleArn: `arn:aws:iam::${account}:role/secret`,
  })
  const { cursor } = await wait()
  const role = { RoleName: 'secret', AssumeRolePolicyDocument: podsTrust }
  await theirs.send(new iam.CreateRoleCommand(role))
  await theirs.send(new iam.TagRoleCommand({ RoleName: 'secret', Tags: [{ Key: 'a', Value: 'b' }] }))
  expect(await wait(cursor)).toMatchObject({ cursor, isComplete: true, changes: [] })
})

test('several changes come at once, each ServiceAccount once', async () => {
  const { cursor } = await wait()
  for (const serviceAccount of ['one', 'two'])
    await world.associate({ serviceAccount, roleArn: roleArn('payments') })
  await send(new iam.TagRoleCommand({ RoleName: 'payments', Tags: [{ Key: 'c', Value: 'd' }] }))
  const { changes: told } = await wait(cursor)
  expect(told.map(({ serviceAccount }) => serviceAccount).sort()).toEqual(['api', 'curious', 'one', 'two'])
})

test('without a change it answers after the time it was given, with nothing', async () => {
  const { cursor } = await wait()
  expect(await wait(cursor, 1)).toMatchObject({ isComplete: true, changes: [] })
})

test.each([undefined, '', '.', 'x.1', '__proto__', `${'0'.repeat(36)}.0`, 'é', '.9999999999999999'])(
  'a cursor that is not of this run: all may have changed (%s)',
  async (cursor) => {
    const told = await wait(cursor, 20)
    expect(told).toMatchObject({ isComplete: false, changes: [] })
    expect((await wait(told.cursor)).isComplete).toBe(true)
  },
)

test('a cursor ahead of all that happened is none', async () => {
  const [run] = (await wait()).cursor.split('.')
  expect((await wait(`${run}.999999`, 20)).isComplete).toBe(false)
})

describe('is refused', () => {
  test('a cluster that is not there', async () => {
    expect(await outcome(wait(undefined, 0, 'none'))).toBe(
      'ResourceNotFoundException: No cluster found for name: none.',
    )
  })
  test.each([-1, 51, 1.5])('to wait %d seconds', async (waitSeconds) => {
    expect(await outcome(wait(undefined, waitSeconds))).toMatch(/^ValidationException: /)
  })
  test('a cursor of more than 100 characters', async () => {
    expect(await outcome(wait('x'.repeat(101)))).toMatch(/^ValidationException: /)
  })
})

test('calls that wait hold up nobody, and a stop answers them at once', async () => {
  let come = 0
  const countCalls: Door = {
    name: 'counts calls that wait',
    accepts: ({ path }) => {
      if (path.endsWith('/pod-identity-changes')) come += 1
      return false
    },
    answer: () => Promise.reject(new Error('nothing is for it')),
  }
  const own = await startPodWorld({ doors: () => [countCalls] })
  const client = own.server.client(EKSAuthClient, { credentials: own.node })
  const call = (cursor: string | undefined, waitSeconds: number) =>
    client.send(
      new WaitForPodIdentityChangesCommand({ clusterName: 'shop', cursor, waitSeconds }),
    ) as unknown as Promise<WaitForPodIdentityChangesResponse>
  const { cursor } = await call(undefined, 0)
  const waiting = Array.from({ length: 20 }, () => call(cursor, 50))
  await expect.poll(() => come).toBe(1 + waiting.length)
  await own.server.client(eks.EKSClient).send(new eks.ListClustersCommand({}))
  const closed = own.close()
  for (const told of await Promise.all(waiting)) expect(told).toMatchObject({ isComplete: true, changes: [] })
  await closed
  expect(own.server.errors).toEqual([])
})

test('what is known ends with the run', async () => {
  const own = await startPodWorld()
  const client = own.server.client(EKSAuthClient, { credentials: own.node })
  const { cursor } = (await client.send(
    new WaitForPodIdentityChangesCommand({ clusterName: 'shop' }),
  )) as unknown as WaitForPodIdentityChangesResponse
  await own.close()
  expect((await wait(cursor)).isComplete).toBe(false)
})
