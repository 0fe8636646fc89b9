import { CreatePodIdentityAssociationCommand, EKSClient } from '@aws-sdk/client-eks'
import { DeleteRoleCommand, IAMClient, UpdateAssumeRolePolicyCommand } from '@aws-sdk/client-iam'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { account, outcome, policy } from '../sts/sts-calls.ts'
import { type PodWorld, podsPrincipal as Principal, podsTrust, startPodWorld } from './pod-world.ts'

/*
 * What a trust policy says about a pod is decided when the pod comes, whatever it said when the association was made.
 * Every refusal has one text.
 */
let world: PodWorld
let token: string
beforeAll(async () => {
  world = await startPodWorld()
  const roleArn = await world.makeRole('payments')
  await world.associate({ roleArn })
  await world.server.client(EKSClient).send(
    new CreatePodIdentityAssociationCommand({
      clusterName: 'shop',
      namespace: 'payments',
      serviceAccount: 'untagged',
      roleArn,
      disableSessionTags: true,
    }),
  )
  token = await world.podToken({})
})
afterAll(async () => {
  expect(world.server.errors).toEqual([])
  await world.close()
})

const cluster = `arn:aws:eks:us-east-1:${account}:cluster/shop`
const Action = ['sts:AssumeRole', 'sts:TagSession']
const allow = (more: object = {}) => policy({ Effect: 'Allow', Principal, Action, ...more })
const when = (Condition: object) => allow({ Condition })
const unless = (Condition: object) =>
  policy(
    { Effect: 'Allow', Principal, Action },
    { Effect: 'Deny', Principal: '*', Action: 'sts:*', Condition },
  )
const equals = (key: string, value: string | string[]) => when({ StringEquals: { [key]: value } })
const six = [
  'eks-cluster-arn',
  'eks-cluster-name',
  'kubernetes-namespace',
  'kubernetes-pod-name',
  'kubernetes-pod-uid',
  'kubernetes-service-account',
]

interface Row {
  readonly trust: string
  /** With the six tags, and without. */
  readonly tagged: boolean
  readonly untagged: boolean
}
const both = (trust: string): Row => ({ trust, tagged: true, untagged: true })
const none = (trust: string): Row => ({ trust, tagged: false, untagged: false })
const taggedOnly = (trust: string): Row => ({ trust, tagged: true, untagged: false })

const rows: Readonly<Record<string, Row>> = {
  'as in AWS’s guide': both(podsTrust),
  'all of STS': both(allow({ Action: 'sts:*' })),
  'without sts:TagSession': { trust: allow({ Action: 'sts:AssumeRole' }), tagged: false, untagged: true },
  'without sts:AssumeRole': none(allow({ Action: 'sts:TagSession' })),
  'for web identities': none(allow({ Action: 'sts:AssumeRoleWithWebIdentity' })),
  'another service': none(allow({ Principal: { Service: 'eks.amazonaws.com' } })),
  'the account': none(allow({ Principal: { AWS: account } })),
  'this account': both(equals('aws:SourceAccount', account)),
  'another account': none(equals('aws:SourceAccount', '999999999999')),
  'this cluster': both(when({ ArnEquals: { 'aws:SourceArn': cluster } })),
  'clusters of the account': both(
    when({ ArnLike: { 'aws:SourceArn': `arn:aws:eks:*:${account}:cluster/*` } }),
  ),
  'another cluster': none(when({ ArnEquals: { 'aws:SourceArn': `${cluster}2` } })),
  'the cluster by its tag': taggedOnly(equals('aws:RequestTag/eks-cluster-arn', cluster)),
  'another cluster by its tag': none(equals('aws:RequestTag/eks-cluster-name', 'other')),
  'the namespace': taggedOnly(equals('aws:RequestTag/kubernetes-namespace', ['payments', 'orders'])),
  'another namespace': none(equals('aws:RequestTag/kubernetes-namespace', 'orders')),
  'a ServiceAccount': taggedOnly(equals('aws:RequestTag/kubernetes-service-account', 'api')),
  'a pod by its name': taggedOnly(when({ StringLike: { 'aws:RequestTag/kubernetes-pod-name': 'api-*' } })),
  'the six keys': both(when({ 'ForAllValues:StringEquals': { 'aws:TagKeys': six } })),
  'five of the six keys': {
    trust: when({ 'ForAllValues:StringEquals': { 'aws:TagKeys': six.slice(1) } }),
    tagged: false,
    untagged: true,
  },
  'transitive keys': taggedOnly(
    when({ 'ForAnyValue:StringEquals': { 'sts:TransitiveTagKeys': 'kubernetes-namespace' } }),
  ),
  'sessions of pods by their name': both(when({ StringLike: { 'sts:RoleSessionName': 'eks-shop-*' } })),
  'services of AWS': both(when({ Bool: { 'aws:PrincipalIsAWSService': 'true' } })),
  'the service by its name': both(equals('aws:PrincipalServiceName', 'pods.eks.amazonaws.com')),
  'the address of the node': none(when({ IpAddress: { 'aws:SourceIp': '127.0.0.1' } })),
  'the role of the node': none(when({ ArnLike: { 'aws:PrincipalArn': '*' } })),
  'nobody outside TLS': both(unless({ Bool: { 'aws:SecureTransport': 'false' } })),
  'nobody of another account': both(
    unless({
      StringNotEquals: { 'aws:SourceAccount': account },
      Bool: { 'aws:PrincipalIsAWSService': 'true' },
    }),
  ),
  'nobody of this namespace': {
    trust: unless({ StringEquals: { 'aws:RequestTag/kubernetes-namespace': 'payments' } }),
    tagged: false,
    untagged: true,
  },
  'nobody of this cluster': none(unless({ ArnLike: { 'aws:SourceArn': cluster } })),
  'no service of AWS': none(unless({ Bool: { 'aws:PrincipalIsAWSService': 'true' } })),
  'until a day that is past': none(when({ DateLessThan: { 'aws:CurrentTime': '2020-01-01T00:00:00Z' } })),
}

const unauthorized =
  'AccessDeniedException: Unauthorized Exception! EKS does not have permissions to assume the associated role.'
const iam = () => world.server.client(IAMClient)

describe('a role that trusts', () => {
  test.each(Object.entries(rows))('%s', async (_name, { trust, tagged, untagged }) => {
    await iam().send(new UpdateAssumeRolePolicyCommand({ RoleName: 'payments', PolicyDocument: trust }))
    expect(await outcome(world.assume(token))).toBe(tagged ? 'ok' : unauthorized)
    const other = await world.podToken({ serviceAccount: 'untagged', pod: 'untagged' })
    expect(await outcome(world.assume(other))).toBe(untagged ? 'ok' : unauthorized)
  })

  test('is no more: the same text, with status 400', async () => {
    await iam().send(new DeleteRoleCommand({ RoleName: 'payments' }))
    const error = await world.assume(token).catch((caught) => caught)
    expect([`${error.name}: ${error.message}`, error.$metadata?.httpStatusCode]).toEqual([unauthorized, 400])
  })

  test('is another of the same name: it is assumed, as AWS does, for the association names its ARN', async () => {
    await world.makeRole('payments')
    expect(await outcome(world.assume(token))).toBe('ok')
  })
})
