import { setTimeout as sleep } from 'node:timers/promises'
import { AttachRolePolicyCommand, IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { podsPrincipal } from '../../../server/test/services/eks-auth/pod-world.ts'
import { account, assume, policy } from '../../../server/test/services/sts/sts-calls.ts'
import type { Credentials } from '../../../server/test/start-test-server.ts'
import { revokeSessions } from '../../src/dissociate/revocation/revoke-sessions.ts'
import { type DissociateWorld, everything, startDissociateWorld } from './dissociate-world.ts'
import { heldClock } from './held-clock.ts'

/** The policy that denies: who else writes it, from when on it denies, and whether there is room for it. */
const denied = 'explicitly denied'
const podsOf = (serviceAccount: string) => ({
  clusterArn: `arn:aws:eks:us-east-1:${account}:cluster/shop`,
  namespace: 'payments',
  serviceAccount,
})
/** A role that pods have, and that may be assumed anew by its own sessions. */
const selfish = policy(
  ...[podsPrincipal, { AWS: account }].map((Principal) => ({
    Effect: 'Allow',
    Principal,
    Action: ['sts:AssumeRole', 'sts:TagSession'],
  })),
)
const clock = heldClock()
let world: DissociateWorld
let iam: IAMClient
beforeAll(async () => {
  world = await startDissociateWorld({ clock: clock.now })
  iam = world.server.client(IAMClient)
})
afterEach(clock.release)
afterAll(async () => {
  expect(world.server.errors).toEqual([])
  await world.close()
})

it('of several at once for one role, none is written over', async () => {
  const shared = await world.makeRole('crowded', undefined, everything)
  const accounts = ['a', 'b', 'c', 'd']
  for (const serviceAccount of accounts) await world.associate({ serviceAccount, roleArn: shared })
  const old = await Promise.all(accounts.map(world.credentialsOf))
  const ran = await Promise.all(accounts.map((one) => world.dissociate(one, '--revoke')))
  expect(ran.map(({ code }) => code)).toEqual([0, 0, 0, 0])
  for (const one of old) expect(await world.goodFor(one)).toBe(denied)
  expect(await world.revocationsOf('crowded')).toHaveLength(4)
})

it('denies from a time to come where an association may give some more, and waits for it', async () => {
  await world.associate({
    serviceAccount: 'slow',
    roleArn: await world.makeRole('slow', undefined, everything),
  })
  let isDone = false
  const settling = { roleName: 'slow', pods: podsOf('slow'), settlesMs: 3000, livesOn: async () => false }
  clock.hold()
  const revoking = revokeSessions(iam, settling).finally(() => {
    isDone = true
  })
  while ((await world.revocationsOf('slow')).length === 0) await sleep(5)
  const late = await world.credentialsOf('slow')
  expect([await world.goodFor(late), isDone]).toEqual([denied, false])
  clock.release()
  const { before } = await revoking
  expect(clock.now()).toBeGreaterThanOrEqual(before)
  expect(await world.goodFor(late)).toBe(denied)
  expect(await world.goodFor(await world.credentialsOf('slow'))).toBe('ok')
})

it('lets none live that was assumed anew before the policy was written', async () => {
  const { server } = world
  const own = await world.makeRole('renewing', selfish, everything)
  await world.associate({ serviceAccount: 'renewing', roleArn: own })
  const old = await world.credentialsOf('renewing')
  const anew: Credentials[] = []
  const slow = server.client(IAMClient)
  const delay =
    (next: (args: unknown) => unknown, { commandName }: { commandName?: string }) =>
    async (args: unknown) => {
      if (commandName !== 'PutRolePolicyCommand' || anew.length > 0) return next(args)
      await sleep(1500)
      anew.push(await assume(server, old, 'renewing'))
      return next(args)
    }
  slow.middlewareStack.add(delay as never, { step: 'initialize' })
  const { before } = await revokeSessions(slow, {
    roleName: 'renewing',
    pods: podsOf('renewing'),
    settlesMs: 0,
    livesOn: async () => false,
  })
  expect(await Promise.all([old, ...anew].map(world.goodFor))).toEqual([denied, denied])
  expect(clock.now()).toBeGreaterThanOrEqual(before)
})

it('does nothing at all where IAM has no room for one more', async () => {
  const full = await world.makeRole('full')
  const PolicyArn = 'arn:aws:iam::aws:policy/AdministratorAccess'
  await iam.send(new AttachRolePolicyCommand({ RoleName: 'full', PolicyArn }))
  await world.associate({ serviceAccount: 'full', roleArn: full })
  const old = await world.credentialsOf('full')
  const before = new Date(world.server.now() - 1000).toISOString()
  const revocation = (namespace: string) => ({
    Effect: 'Deny',
    Action: '*',
    Resource: '*',
    Condition: {
      DateLessThan: { 'aws:TokenIssueTime': before },
      StringEquals: {
        'aws:PrincipalTag/eks-cluster-arn': `arn:aws:eks:us-east-1:${account}:cluster/shop`,
        'aws:PrincipalTag/kubernetes-namespace': namespace,
        'aws:PrincipalTag/kubernetes-service-account': 'full',
      },
    },
  })
  const statements: object[] = []
  while (policy(...statements, revocation('next')).length < 10_240)
    statements.push(revocation(`n-${statements.length}`))
  const put = {
    RoleName: 'full',
    PolicyName: 'AWSRevokeOlderSessions',
    PolicyDocument: policy(...statements),
  }
  await iam.send(new PutRolePolicyCommand(put))
  const refused = await world.dissociate('full', '--revoke')
  expect([refused.code, refused.err]).toEqual([
    2,
    expect.stringMatching(/is full: it holds \d\d revocations/),
  ])
  expect([await world.associationOf('full'), await world.revocationsOf('full')]).toEqual([full, statements])
  expect((await world.dissociate('full', '--revoke', '--whole-role')).code).toBe(0)
  expect([(await world.revocationsOf('full')).length, await world.goodFor(old)]).toEqual([1, denied])
})

it('says when other policies leave no room', async () => {
  const tight = await world.makeRole('tight', undefined, everything)
  await world.associate({ serviceAccount: 'tight', roleArn: tight })
  const Resource = Array.from({ length: 220 }, (_, at) => `arn:aws:s3:::a-bucket-with-a-long-name-${at}`)
  const PolicyDocument = policy({ Effect: 'Allow', Action: 's3:GetObject', Resource })
  await iam.send(new PutRolePolicyCommand({ RoleName: 'tight', PolicyName: 'long', PolicyDocument }))
  const { code, err } = await world.dissociate('tight', '--revoke')
  expect([code, err]).toEqual([
    2,
    expect.stringMatching(
      /are not revoked: AWS answered LimitExceeded.*; its inline policies leave no room .*\n.* is open until /,
    ),
  ])
})
