import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { EKSClient, ListPodIdentityAssociationsCommand } from '@aws-sdk/client-eks'
import {
  AddRoleToInstanceProfileCommand,
  CreateAccessKeyCommand,
  CreateInstanceProfileCommand,
  CreateRoleCommand,
  CreateUserCommand,
  GetRoleCommand,
  IAMClient,
  PutUserPolicyCommand,
  TagRoleCommand,
  UntagRoleCommand,
  UpdateAssumeRolePolicyCommand,
} from '@aws-sdk/client-iam'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { account, outcome, policy, roleArn, trust } from '../../../server/test/services/sts/sts-calls.ts'
import { ownership } from '../../src/plan/ownership.ts'
import { podIdentityTrust } from '../../src/plan/pod-identity-trust.ts'
import { tagList } from '../../src/plan/tag-list.ts'
import { type DissociateWorld, everything, namesOf, startDissociateWorld } from './dissociate-world.ts'

let world: DissociateWorld
let iam: IAMClient
let policyFile: string
beforeAll(async () => {
  world = await startDissociateWorld()
  iam = world.server.client(IAMClient)
  policyFile = join(world.server.folder, 'everything.json')
  writeFileSync(policyFile, policy(everything))
})
afterAll(async () => {
  expect(world.server.errors).toEqual([])
  await world.close()
})

/** As a user makes an association with a role of its own. */
async function associate(serviceAccount: string, ...more: string[]) {
  const line = [...namesOf(serviceAccount), '--policy', policyFile, '--create-service-account', ...more]
  expect((await world.run(['associate', ...line])).code).toBe(0)
}
const usual = (serviceAccount: string) => `eksctl-shop-podidentityrole-payments-${serviceAccount}`
const isThere = async (RoleName: string) =>
  (await outcome(iam.send(new GetRoleCommand({ RoleName })))) === 'ok'

it('deletes the role with its policies, and so ends every session', async () => {
  await associate('gone', '--policy-arn', 'arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess')
  const old = await world.credentialsOf('gone')
  expect(await world.goodFor(old)).toBe('ok')
  const shown = await world.dissociate('gone', '--delete-role', '--dry-run')
  expect([shown.code, await isThere(usual('gone'))]).toEqual([1, true])
  const { code, out } = await world.dissociate('gone', '--delete-role')
  expect([code, out]).toEqual([
    0,
    expect.stringMatching(
      /Done: no more credentials come out, and those that are out ended with the role\n$/,
    ),
  ])
  expect(out).toContain(
    [
      `- remove role ${usual('gone')} of ServiceAccount payments/gone`,
      '    with arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess',
      '    with permission-policy',
    ].join('\n'),
  )
  expect(await isThere(usual('gone'))).toBe(false)
  expect(await world.goodFor(old)).toMatch(
    /^InvalidToken: .*, InvalidClientTokenId: .*, InvalidClientTokenId: /,
  )
  const again = await world.dissociate('gone', '--delete-role')
  expect([again.code, again.out]).toEqual([
    0,
    expect.stringMatching(
      /\nNothing to do: ServiceAccount payments\/gone has no association, and there is no role of it under its usual name; --role-arn names another\n$/,
    ),
  ])
})

it('goes on where it was interrupted, and revokes on the way', async () => {
  await associate('late')
  expect((await world.dissociate('late')).code).toBe(0)
  expect(await isThere(usual('late'))).toBe(true)
  expect((await world.dissociate('late', '--delete-role')).code).toBe(0)
  expect(await isThere(usual('late'))).toBe(false)

  await associate('both', '--role-name', 'both')
  const { code, out } = await world.dissociate('both', '--revoke', '--delete-role', '--output', 'json')
  const { steps, credentialsUntil, deniedBefore } = JSON.parse(out)
  expect([code, credentialsUntil, await isThere('both')]).toEqual([0, undefined, false])
  expect(deniedBefore).toMatch(/^\d{4}-/)
  const calls = steps.flatMap((step: { calls: { call: string; input: object }[] }) => step.calls)
  expect(
    calls.map(({ call, input }: { call: string; input: { PolicyName?: string } }) => [
      call,
      input.PolicyName,
    ]),
  ).toEqual([
    ['eks:DeletePodIdentityAssociation', undefined],
    ['iam:PutRolePolicy', 'AWSRevokeOlderSessions'],
    ['iam:DeleteRolePolicy', 'permission-policy'],
    // What denies goes when nothing is left that allows.
    ['iam:DeleteRolePolicy', 'AWSRevokeOlderSessions'],
    ['iam:DeleteRole', undefined],
  ])
})

it('says what to run when the role is half deleted', async () => {
  await associate('kept', '--role-name', 'kept')
  const UserName = 'keeper'
  await iam.send(new CreateUserCommand({ UserName }))
  const PolicyDocument = policy(everything, { ...everything, Effect: 'Deny', Action: 'iam:DeleteRole' })
  await iam.send(new PutUserPolicyCommand({ UserName, PolicyName: 'own', PolicyDocument }))
  const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName }))
  const { code, out, err } = await world.run(['dissociate', ...namesOf('kept'), '--delete-role'], {
    AWS_PROFILE: '',
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: AccessKey?.AccessKeyId ?? '',
    AWS_SECRET_ACCESS_KEY: AccessKey?.SecretAccessKey ?? '',
  })
  const line = ['dissociate', ...namesOf('kept'), '--delete-role', '--role-arn', roleArn('kept')]
  expect([code, out, err]).toEqual([
    2,
    expect.stringMatching(/\n- remove Pod Identity association of ServiceAccount payments\/kept\n.*\n.*\n$/),
    expect.stringMatching(
      /^rolecall: the rest is done, but the role is still there: denied: User: .*iam:DeleteRole on resource: role kept .*\nRun this for it:\n {2}rolecall /,
    ),
  ])
  expect(err.endsWith(`  rolecall ${line.join(' ')}\n`)).toBe(true)
  expect(await isThere('kept')).toBe(true)
  expect((await world.run(line)).code).toBe(0)
  expect(await isThere('kept')).toBe(false)
})

it('says that the sessions ended with the role, also where they were revoked before', async () => {
  await associate('both')
  const { code, out } = await world.dissociate('both', '--revoke', '--delete-role')
  expect([code, out]).toEqual([
    0,
    expect.stringMatching(
      /\nDone: no more credentials come out, and those that are out ended with the role\n$/,
    ),
  ])
  expect(await isThere(usual('both'))).toBe(false)
})

it('names the role of the usual name, when it is ours, where the association is gone', async () => {
  await associate('usual')
  const old = await world.credentialsOf('usual')
  expect((await world.dissociate('usual')).code).toBe(0)
  const { code, err } = await world.dissociate('usual', '--revoke')
  const line = /^ {2}rolecall (.*)$/m.exec(err)?.[1]
  expect([code, line]).toEqual([
    2,
    ['dissociate', ...namesOf('usual'), '--revoke', '--role-arn', roleArn(usual('usual'))].join(' '),
  ])
  expect([await world.revocationsOf(usual('usual')), await world.goodFor(old)]).toEqual([[], 'ok'])
  expect((await world.run((line ?? '').split(' '))).code).toBe(0)
  expect(await world.goodFor(old)).toBe('explicitly denied')
  await tag('rolecall/cluster-arn', clusterArn('eu-west-1'))(usual('usual'))
  expect((await world.dissociate('usual', '--revoke')).err).toMatch(/name it with --role-arn\n$/)
})

it('leaves the sessions of a target role to --revoke', async () => {
  const target = await world.makeRole('target', trust(account), everything)
  const line = [
    ...namesOf('hops'),
    '--target-role-arn',
    target,
    '--role-name',
    'hops',
    '--create-service-account',
  ]
  expect((await world.run(['associate', ...line])).code).toBe(0)
  const old = await world.credentialsOf('hops')
  const { code, out } = await world.dissociate('hops', '--delete-role')
  expect([code, await isThere('hops'), await isThere('target')]).toEqual([0, false, true])
  expect(out).toContain(`--revoke --role-arn ${target}\n`)
  expect(await world.goodFor(old)).toBe('ok')
  expect((await world.dissociate('hops', '--revoke', '--role-arn', target)).code).toBe(0)
  expect(await world.goodFor(old)).toBe('explicitly denied')
})

const untag =
  (...TagKeys: string[]) =>
  (RoleName: string) =>
    iam.send(new UntagRoleCommand({ RoleName, TagKeys }))
const tag = (Key: string, Value: string) => (RoleName: string) =>
  iam.send(new TagRoleCommand({ RoleName, Tags: [{ Key, Value }] }))
const place = { partition: 'aws', region: 'us-east-1', account }
const clusterArn = (region: string) => `arn:aws:eks:${region}:111122223333:cluster/shop`

it.each<[name: string, change: (role: string) => Promise<unknown>, because: string]>([
  ['not-made', untag('rolecall/managed'), 'it was not made by rolecall'],
  ['no-cluster', untag('rolecall/cluster-arn'), 'it belongs to no cluster that its tags name'],
  [
    'elsewhere',
    tag('rolecall/cluster-arn', clusterArn('eu-west-1')),
    `it belongs to ${clusterArn('eu-west-1')}`,
  ],
  [
    'anothers',
    tag('alpha.eksctl.io/iamserviceaccount-name', 'payments/other'),
    'it belongs to the ServiceAccount payments/other',
  ],
  ['nobodys', untag('alpha.eksctl.io/iamserviceaccount-name'), 'it belongs to no ServiceAccount'],
  [
    'used',
    (role) => world.associate({ serviceAccount: 'user', roleArn: roleArn(role) }),
    'it is used by\n    Pod Identity association of ServiceAccount payments/user',
  ],
  [
    'instance',
    async (RoleName) => {
      const InstanceProfileName = 'nodes'
      await iam.send(new CreateInstanceProfileCommand({ InstanceProfileName }))
      await iam.send(new AddRoleToInstanceProfileCommand({ InstanceProfileName, RoleName }))
    },
    'it is used by\n    instance profile nodes',
  ],
  [
    'open',
    (RoleName) => iam.send(new UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument: trust(account) })),
    'its trust policy was changed, and may let others in\n    ',
  ],
])('refuses %s, says why, and does nothing', async (name, change, because) => {
  const AssumeRolePolicyDocument = JSON.stringify(podIdentityTrust('shop', place))
  const tags = { ...ownership.tagsOf('shop', place), [ownership.serviceAccount]: `payments/${name}` }
  await iam.send(new CreateRoleCommand({ RoleName: name, AssumeRolePolicyDocument, Tags: tagList(tags) }))
  await world.associate({ serviceAccount: name, roleArn: roleArn(name) })
  await change(name)
  const { code, out, err } = await world.dissociate(name, '--delete-role', '--revoke')
  expect([code, out]).toEqual([2, ''])
  expect(err).toContain(`rolecall: role ${name} is not deleted: ${because}`)
  const names = { clusterName: 'shop', namespace: 'payments', serviceAccount: name }
  const { associations } = await world.server
    .client(EKSClient)
    .send(new ListPodIdentityAssociationsCommand(names))
  expect([associations?.length, await isThere(name), await world.revocationsOf(name)]).toEqual([1, true, []])
})

it('says what puts a changed trust policy back, which it does', async () => {
  await associate('lent')
  const RoleName = usual('lent')
  await iam.send(new UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument: trust(account) }))
  const refused = await world.dissociate('lent', '--delete-role')
  expect([refused.code, refused.err]).toEqual([
    2,
    expect.stringMatching(
      /\n {4}the rolecall associate that made the role puts it back; run that again first\n$/,
    ),
  ])
  await associate('lent')
  expect([(await world.dissociate('lent', '--delete-role')).code, await isThere(RoleName)]).toEqual([
    0,
    false,
  ])
})
