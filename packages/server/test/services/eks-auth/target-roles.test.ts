import { EKSClient, UpdatePodIdentityAssociationCommand } from '@aws-sdk/client-eks'
import {
  CreateRoleCommand,
  IAMClient,
  PutRolePolicyCommand,
  UpdateAssumeRolePolicyCommand,
} from '@aws-sdk/client-iam'
import { CreateOrganizationCommand, OrganizationsClient } from '@aws-sdk/client-organizations'
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Credentials } from '../../start-test-server.ts'
import { enter, makeAccount } from '../organizations/make-organization.ts'
import { account, outcome, policy, roleArn } from '../sts/sts-calls.ts'
import { type PodWorld, startPodWorld } from './pod-world.ts'

/*
 * The target role is assumed with the credentials of the association's role, and is decided like any such call: both
 * sides in two accounts, and either in one. Every refusal has one text.
 */
let world: PodWorld
let token: string
let associationId: string
let otherAccount: string
let other: Credentials
beforeAll(async () => {
  world = await startPodWorld()
  const first = await world.makeRole('first')
  const made = await world.associate({ roleArn: first, targetRoleArn: roleArn('target') })
  associationId = made.id
  token = await world.podToken({})
  await world.server.client(OrganizationsClient).send(new CreateOrganizationCommand({}))
  otherAccount = await makeAccount(world.server, 'data')
  other = await enter(world.server, otherAccount)
  for (const credentials of [world.server.credentials, other]) {
    const input = { RoleName: 'target', AssumeRolePolicyDocument: policy(trusting({})) }
    await world.server.client(IAMClient, { credentials }).send(new CreateRoleCommand(input))
  }
})
afterAll(async () => {
  expect(world.server.errors).toEqual([])
  await world.close()
})

const minute = 60_000
const actions = ['sts:AssumeRole', 'sts:TagSession']
const trusting = (Condition: object, Action: string | string[] = actions) => ({
  Effect: 'Allow',
  Principal: { AWS: `arn:aws:iam::${account}:root` },
  Action,
  Condition: { ArnEquals: { 'aws:PrincipalArn': roleArn('first') }, ...Condition },
})
/** The session's role itself, which in one account needs no policy of its own. */
const trustingTheRole = { Effect: 'Allow', Principal: { AWS: roleArn('first') }, Action: actions }
const may = (Action: string | string[] = actions, Resource: string | string[] = '*') => ({
  Effect: 'Allow',
  Action,
  Resource,
})
const externalId = (id: string) => ({ StringEquals: { 'sts:ExternalId': id } })
const own = `us-east-1/${account}/shop/payments/api`
const tag = (key: string, value: string) => ({ StringEquals: { [`aws:RequestTag/${key}`]: value } })
const unauthorized =
  'AccessDeniedException: Unauthorized Exception! EKS does not have permissions to assume the associated role.'

interface Row {
  readonly trust: object
  readonly identity?: object
  /** In the account of the cluster, and in another. */
  readonly here: boolean
  readonly elsewhere: boolean
  readonly disableSessionTags?: boolean
}
const everywhere = (trust: object, identity: object = may()): Row => ({
  trust,
  identity,
  here: true,
  elsewhere: true,
})
const nowhere = (trust: object, identity: object = may()): Row => ({
  trust,
  identity,
  here: false,
  elsewhere: false,
})

const rows: Readonly<Record<string, Row>> = {
  'as in AWS’s guide': everywhere(
    trusting({
      StringEquals: {
        'aws:RequestTag/eks-cluster-arn': `arn:aws:eks:us-east-1:${account}:cluster/shop`,
        'aws:RequestTag/kubernetes-namespace': 'payments',
        'aws:RequestTag/kubernetes-service-account': 'api',
      },
    }),
  ),
  'with the external id of this association': everywhere(trusting(externalId(own))),
  'with that of another ServiceAccount': nowhere(trusting(externalId(own.replace('/api', '/web')))),
  'with that of another cluster': nowhere(trusting(externalId(own.replace('/shop/', '/other/')))),
  'for another namespace': nowhere(trusting(tag('kubernetes-namespace', 'orders'))),
  'by the tags of the first session': everywhere(
    trusting({ StringEquals: { 'aws:PrincipalTag/kubernetes-namespace': 'payments' } }),
  ),
  'without sts:TagSession in its trust': { ...nowhere(trusting({}, 'sts:AssumeRole')) },
  'without sts:TagSession in its trust, and without tags': {
    ...everywhere(trusting({}, 'sts:AssumeRole'), may('sts:AssumeRole')),
    disableSessionTags: true,
  },
  'without sts:TagSession in the role’s own policy': nowhere(trusting({}), may('sts:AssumeRole')),
  'without a policy of the role’s own': nowhere(trusting({}), may('s3:GetObject')),
  'with a policy for another target': nowhere(trusting({}), may(actions, roleArn('else'))),
  'that trusts the role by its ARN, without a policy of the role’s own': {
    trust: trustingTheRole,
    identity: may('s3:GetObject'),
    here: true,
    elsewhere: false,
  },
  'that trusts another role': nowhere({ ...trustingTheRole, Principal: { AWS: roleArn('node') } }),
  'that trusts pods themselves': nowhere({
    Effect: 'Allow',
    Principal: { Service: 'pods.eks.amazonaws.com' },
    Action: actions,
  }),
  'where the role’s own policy denies': nowhere(trusting({}), { ...may(), Effect: 'Deny' }),
}

async function aim(targetRoleArn: string, { trust, identity = may(), disableSessionTags = false }: Row) {
  const PolicyDocument = policy(trust)
  for (const credentials of [world.server.credentials, other])
    await world.server
      .client(IAMClient, { credentials })
      .send(new UpdateAssumeRolePolicyCommand({ RoleName: 'target', PolicyDocument }))
  const put = { RoleName: 'first', PolicyName: 'own', PolicyDocument: policy(identity) }
  await world.server.client(IAMClient).send(new PutRolePolicyCommand(put))
  const input = { clusterName: 'shop', associationId, targetRoleArn, disableSessionTags }
  await world.server.client(EKSClient).send(new UpdatePodIdentityAssociationCommand(input))
}

describe('a target role', () => {
  test.each(Object.entries(rows))('%s', async (_name, row) => {
    await aim(roleArn('target'), row)
    expect(await outcome(world.assume(token))).toBe(row.here ? 'ok' : unauthorized)
    await aim(`arn:aws:iam::${otherAccount}:role/target`, row)
    expect(await outcome(world.assume(token))).toBe(row.elsewhere ? 'ok' : unauthorized)
  })

  test('gives its own credentials, for 59 minutes, and the session remembers the pod', async () => {
    const targetRoleArn = `arn:aws:iam::${otherAccount}:role/target`
    await aim(targetRoleArn, everywhere(trusting({})))
    const before = world.server.now()
    const { assumedRoleUser, credentials } = await world.assume(token)
    const ends = credentials.expiration.getTime()
    expect(ends).toBeGreaterThan(before + 59 * minute - 1000)
    expect(ends).toBeLessThanOrEqual(world.server.now() + 59 * minute)
    const { Arn, Account } = await world.server
      .client(STSClient, { credentials })
      .send(new GetCallerIdentityCommand({}))
    expect([Account, Arn]).toEqual([otherAccount, assumedRoleUser.arn])
    expect(assumedRoleUser.arn).toMatch(/assumed-role\/target\/eks-shop-api-7d9f6c-/)
  })

  test('that is not there is refused in the same text', async () => {
    await aim(`arn:aws:iam::${otherAccount}:role/none`, everywhere(trusting({})))
    expect(await outcome(world.assume(token))).toBe(unauthorized)
    await aim('arn:aws:iam::999999999999:role/target', everywhere(trusting({})))
    expect(await outcome(world.assume(token))).toBe(unauthorized)
  })
})
