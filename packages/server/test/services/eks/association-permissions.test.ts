import * as eks from '@aws-sdk/client-eks'
import { CreateRoleCommand, IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { makeCluster } from '../../kubernetes-api/cluster-access.ts'
import { startTestServer, type TestServer } from '../../start-test-server.ts'
import { account, assume, outcome, policy, roleArn, trust } from '../sts/sts-calls.ts'
import { associationCalls } from './association-calls.ts'
import { makeRoles } from './eks-steps.ts'

const { given, named } = associationCalls
let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
  await makeCluster(server, 'shop')
  await makeRoles(server, { payments: 'pods.eks.amazonaws.com', orders: 'pods.eks.amazonaws.com' })
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
const create = (input: Input = {}) => associationCalls.create(server.client(eks.EKSClient), fresh, input)

describe('permissions', () => {
  const cluster = (name: string) => `arn:aws:eks:us-east-1:${account}:cluster/${name}`
  const passed = { StringEquals: { 'iam:PassedToService': 'pods.eks.amazonaws.com' } }

  /** A client of a role that has these statements. */
  async function as(...statements: readonly object[]) {
    const name = `caller-${count}`
    const iam = server.client(IAMClient)
    await iam.send(new CreateRoleCommand({ RoleName: name, AssumeRolePolicyDocument: trust(account) }))
    const PolicyDocument = policy(...statements)
    await iam.send(new PutRolePolicyCommand({ RoleName: name, PolicyName: 'own', PolicyDocument }))
    return server.client(eks.EKSClient, { credentials: await assume(server, server.credentials, name) })
  }
  const statement = (Action: string, Resource: string, Condition?: object) => ({
    Effect: 'Allow',
    Action,
    Resource,
    ...(Condition ? { Condition } : {}),
  })
  const making = 'eks:CreatePodIdentityAssociation'

  test.each<[string, Input, readonly object[], RegExp | 'ok']>([
    [
      'to make one on the cluster and pass the role',
      { tags: { team: 'red' } },
      [
        statement(making, cluster('shop'), { StringEquals: { 'aws:RequestTag/team': 'red' } }),
        statement('iam:PassRole', roleArn('payments'), passed),
      ],
      'ok',
    ],
    [
      'to make one on another cluster',
      {},
      [statement(making, cluster('other')), statement('iam:PassRole', '*')],
      /not authorized to perform: eks:CreatePodIdentityAssociation on resource: arn:aws:eks:.*:cluster\/shop/,
    ],
    [
      'with other tags',
      { tags: { team: 'blue' } },
      [
        statement(making, '*', { StringEquals: { 'aws:RequestTag/team': 'red' } }),
        statement('iam:PassRole', '*'),
      ],
      /not authorized to perform: eks:CreatePodIdentityAssociation/,
    ],
    [
      'without passing roles',
      {},
      [statement(making, '*')],
      /not authorized to perform: iam:PassRole on resource: arn:aws:iam::111122223333:role\/payments/,
    ],
    [
      'passing roles to another service',
      {},
      [
        statement(making, '*'),
        statement('iam:PassRole', '*', { StringEquals: { 'iam:PassedToService': 'eks.amazonaws.com' } }),
      ],
      /not authorized to perform: iam:PassRole/,
    ],
  ])('%s', async (_name, input, statements, expected) => {
    const caller = await as(...statements)
    const came = await outcome(caller.send(new eks.CreatePodIdentityAssociationCommand(given(fresh, input))))
    if (expected === 'ok') expect(came).toBe('ok')
    else expect(came).toMatch(expected)
  })

  test('on an association go by its ARN and its tags', async () => {
    const made = await create({ tags: { team: 'red' } })
    const other = await create({ namespace: 'orders', tags: { team: 'blue' } })
    const caller = await as(
      statement('eks:*PodIdentityAssociation', '*', { StringEquals: { 'aws:ResourceTag/team': 'red' } }),
      statement('eks:DescribePodIdentityAssociation', other.associationArn ?? ''),
      statement('iam:PassRole', roleArn('orders')),
    )
    const roles = { roleArn: roleArn('orders') }
    const send = (command: object) =>
      outcome(caller.send(command as eks.DescribePodIdentityAssociationCommand))
    expect(await send(new eks.UpdatePodIdentityAssociationCommand({ ...named(made), ...roles }))).toBe('ok')
    expect(
      await send(
        new eks.UpdatePodIdentityAssociationCommand({ ...named(made), roleArn: roleArn('payments') }),
      ),
    ).toMatch(/not authorized to perform: iam:PassRole/)
    expect(
      await send(
        new eks.UpdatePodIdentityAssociationCommand({ ...named(made), targetRoleArn: roleArn('any') }),
      ),
    ).toBe('ok')
    expect(await send(new eks.DescribePodIdentityAssociationCommand(named(other)))).toBe('ok')
    expect(await send(new eks.DeletePodIdentityAssociationCommand(named(other)))).toMatch(
      /not authorized to perform: eks:DeletePodIdentityAssociation on resource: arn:aws:eks:us-east-1:111122223333:podidentityassociation\/shop\/a-/,
    )
    expect(await send(new eks.DeletePodIdentityAssociationCommand(named(made)))).toBe('ok')
  })
})
