import { setTimeout as sleep } from 'node:timers/promises'
import {
  AttachRolePolicyCommand,
  CreateAccessKeyCommand,
  CreateRoleCommand,
  CreateUserCommand,
  DeleteRoleCommand,
  GetRoleCommand,
  IAMClient,
  PutRolePolicyCommand,
  PutUserPolicyCommand,
} from '@aws-sdk/client-iam'
import { fromIni } from '@aws-sdk/credential-providers'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { podsPrincipal } from '../../../server/test/services/eks-auth/pod-world.ts'
import {
  account,
  assume,
  outcome,
  policy,
  roleArn,
  trust,
} from '../../../server/test/services/sts/sts-calls.ts'
import type { Credentials } from '../../../server/test/start-test-server.ts'
import { revokeSessions } from '../../src/dissociate/revoke-sessions.ts'
import { type DissociateWorld, everything, namesOf, startDissociateWorld } from './dissociate-world.ts'
import { heldClock } from './held-clock.ts'

/** Whose sessions are out, who else writes the policy, and what is told when something stays open. */
const denied = 'explicitly denied'
const hop = { Effect: 'Allow', Action: ['sts:AssumeRole', 'sts:TagSession'], Resource: '*' }
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
  world = await startDissociateWorld({ allowWildcardAssociations: true, clock: clock.now })
  iam = world.server.client(IAMClient)
})
afterEach(clock.release)
afterAll(async () => {
  expect(world.server.errors).toEqual([])
  await world.close()
})

describe('with a target role', () => {
  it('ends the sessions of the target, of that ServiceAccount alone', async () => {
    const first = await world.makeRole('first', undefined, hop)
    const targetRoleArn = await world.makeRole('target', trust(account), everything)
    for (const serviceAccount of ['hops', 'hops-too'])
      await world.associate({ serviceAccount, roleArn: first, targetRoleArn })
    const [old, other] = [await world.credentialsOf('hops'), await world.credentialsOf('hops-too')]
    expect([await world.goodFor(old), await world.goodFor(other)]).toEqual(['ok', 'ok'])
    const { code, out } = await world.dissociate('hops', '--revoke')
    expect([code, out]).toEqual([0, expect.stringContaining('AWSRevokeOlderSessions of role target\n')])
    expect([await world.goodFor(old), await world.goodFor(other)]).toEqual([denied, 'ok'])
    expect(await world.revocationsOf('first')).toEqual([])
    await world.associate({ serviceAccount: 'hops', roleArn: first, targetRoleArn })
    expect(await world.goodFor(await world.credentialsOf('hops'))).toBe('ok')
  })

  it('of another account needs a profile of that account', async () => {
    const made = await world.run([
      ...['account', 'create', 'red', '--email', 'red@example.com', '--create-organization'],
    ])
    const other = /account (\d{12})/.exec(made.out)?.[1]
    const filepath = world.environment['AWS_SHARED_CREDENTIALS_FILE'] ?? ''
    const credentials = await fromIni({ profile: 'red', filepath, ignoreCache: true })()
    const red = world.server.client(IAMClient, { credentials })
    await world.makeRole('abroad', undefined, hop)
    const AssumeRolePolicyDocument = trust(roleArn('abroad'))
    await red.send(new CreateRoleCommand({ RoleName: 'data', AssumeRolePolicyDocument }))
    const own = { PolicyName: 'own', PolicyDocument: policy(everything) }
    await red.send(new PutRolePolicyCommand({ RoleName: 'data', ...own }))
    const targetRoleArn = `arn:aws:iam::${other}:role/data`
    await world.associate({ serviceAccount: 'abroad', roleArn: roleArn('abroad'), targetRoleArn })
    const old = await world.credentialsOf('abroad')
    const reads = (of: typeof old) =>
      outcome(
        world.server.client(IAMClient, { credentials: of }).send(new GetRoleCommand({ RoleName: 'data' })),
      )
    expect(await reads(old)).toBe('ok')

    for (const [more, words] of [
      [[], new RegExp(`only the account ${other} can end them; name a profile of it with --role-profile`)],
      [['--role-profile', 'rolecall'], /--role-profile rolecall is of the account 111122223333, and /],
    ] as const) {
      const { code, err } = await world.dissociate('abroad', '--revoke', ...more)
      expect([code, err]).toEqual([2, expect.stringMatching(words)])
      expect(err).toContain(
        `\nNothing was changed. To stop new credentials now, without ending those that are out:\n  rolecall dissociate ${namesOf('abroad').join(' ')}\n`,
      )
    }
    expect([await world.associationOf('abroad'), await reads(old)]).toEqual([roleArn('abroad'), 'ok'])
    const { code, out } = await world.dissociate('abroad', '--revoke', '--role-profile', 'red')
    expect([code, out]).toEqual([0, expect.stringContaining('AWSRevokeOlderSessions of role data\n')])
    expect(await reads(old)).toMatch(/explicit deny/)
    expect(await world.revocationsOf('data', red)).toHaveLength(1)
  })
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

it('says which association still gives those pods a role', async () => {
  const role = await world.makeRole('patterned', undefined, everything)
  for (const serviceAccount of ['pattern-*', 'pattern-1'])
    await world.associate({ serviceAccount, roleArn: role })
  const note = 'rolecall: pods of it are given a role by the association payments/pattern-*\n'
  for (const words of ['Done: no more credentials', 'Nothing to do: ']) {
    const { code, out, err } = await world.dissociate('pattern-1')
    expect([code, out, err]).toEqual([0, expect.stringContaining(words), note])
  }
})

it('revokes when the cluster is gone, and says so', async () => {
  await world.makeRole('left', undefined, everything)
  const { code, out, err } = await world.run([
    ...['dissociate', ...namesOf('left'), '--cluster', 'razed'],
    ...['--revoke', '--role-arn', roleArn('left')],
  ])
  expect([code, out, err]).toEqual([
    0,
    expect.stringContaining('sessions of ServiceAccount payments/left from before'),
    expect.stringContaining(
      'rolecall: there is no such cluster now; sessions of one with its name are meant\n',
    ),
  ])
  expect(JSON.stringify(await world.revocationsOf('left'))).toContain(':cluster/razed"')
})

it('needs nothing more where the role is gone', async () => {
  await world.associate({ serviceAccount: 'fleeting', roleArn: await world.makeRole('fleeting') })
  await iam.send(new DeleteRoleCommand({ RoleName: 'fleeting' }))
  const { code, out } = await world.dissociate('fleeting', '--revoke')
  expect([code, out]).toEqual([
    0,
    expect.stringContaining('role fleeting: it is gone, and its sessions with it'),
  ])
  const misspelt = await world.dissociate('fleeting', '--revoke', '--role-arn', roleArn('fleetling'))
  expect([misspelt.code, misspelt.err]).toEqual([
    2,
    `rolecall: there is no role ${roleArn('fleetling')}, and nothing was revoked. Is its name right? Of a role that was deleted, the sessions ended with it\n`,
  ])
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

describe('who may not', () => {
  const allowed = ['eks:*', 'iam:GetRolePolicy', 'iam:PutRolePolicy', 'iam:PassRole']
  const asUser = async (UserName: string, without: string) => {
    await iam.send(new CreateUserCommand({ UserName }))
    const statements = [
      { Effect: 'Allow', Action: allowed, Resource: '*' },
      { Effect: 'Deny', Action: without, Resource: '*' },
    ]
    const PolicyDocument = policy(...statements)
    await iam.send(new PutUserPolicyCommand({ UserName, PolicyName: 'own', PolicyDocument }))
    const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName }))
    const keys = {
      AWS_ACCESS_KEY_ID: AccessKey?.AccessKeyId ?? '',
      AWS_SECRET_ACCESS_KEY: AccessKey?.SecretAccessKey ?? '',
    }
    return { ...keys, AWS_ENDPOINT_URL: world.server.url, AWS_PROFILE: '', AWS_REGION: 'us-east-1' }
  }

  it.each([
    ['eks:DeletePodIdentityAssociation', /^rolecall: denied: User: .*eks:DeletePodIdentityAssociation/],
    ['eks:ListPodIdentityAssociations', /^rolecall: denied: User: .*eks:ListPodIdentityAssociations/],
    ['iam:GetRolePolicy', /^rolecall: denied: User: .*iam:GetRolePolicy/],
  ])('%s changes nothing', async (action, words) => {
    const name = action.replace(':', '-').toLowerCase()
    await world.associate({
      serviceAccount: name,
      roleArn: await world.makeRole(name, undefined, everything),
    })
    const environment = await asUser(name, action)
    const { code, err } = await world.run(['dissociate', ...namesOf(name), '--revoke'], environment)
    expect([code, err]).toEqual([2, expect.stringMatching(words)])
    expect([await world.associationOf(name), await world.revocationsOf(name)]).toEqual([roleArn(name), []])
  })

  it('iam:PutRolePolicy is told what is open, until when, and what to run', async () => {
    await world.associate({
      serviceAccount: 'half',
      roleArn: await world.makeRole('half', undefined, everything),
    })
    const old = await world.credentialsOf('half')
    const line = ['dissociate', ...namesOf('half'), '--revoke']
    const { code, out, err } = await world.run(line, await asUser('half', 'iam:PutRolePolicy'))
    expect([code, out]).toEqual([
      2,
      expect.stringMatching(
        /\n- remove Pod Identity association of ServiceAccount payments\/half\n.*\n.*\n$/,
      ),
    ])
    const said = err.split('\n')
    expect(said).toEqual([
      expect.stringMatching(
        /^rolecall: the sessions of arn:aws:iam::111122223333:role\/half are not revoked: denied: User: arn:aws:iam::111122223333:user\/half is not authorized to perform: iam:PutRolePolicy on resource: role half /,
      ),
      expect.stringMatching(
        /^The association is deleted, so no more come out\. What is out is open until \d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ at the latest\.$/,
      ),
      'Run this again, as somebody who may iam:GetRolePolicy and iam:PutRolePolicy for the role:',
      `  rolecall ${line.join(' ')} --role-arn ${roleArn('half')}`,
      '',
    ])
    expect([await world.associationOf('half'), await world.goodFor(old)]).toEqual([undefined, 'ok'])
    const again = await world.run((said[3] ?? '').trim().split(' ').slice(1))
    expect(again.code).toBe(0)
    expect(await world.goodFor(old)).toBe(denied)
  })
})
