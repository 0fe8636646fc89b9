import {
  DeletePodIdentityAssociationCommand,
  EKSClient,
  ListPodIdentityAssociationsCommand,
} from '@aws-sdk/client-eks'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { WaitForPodIdentityChangesResponse } from '../../../src/services/eks-auth/wait-for-pod-identity-changes-schema.data.ts'
import { startTestServer } from '../../start-test-server.ts'
import { account, outcome, roleArn, trust } from '../sts/sts-calls.ts'
import {
  AssumeRoleForPodIdentityCommand,
  EKSAuthClient,
  WaitForPodIdentityChangesCommand,
} from './eks-auth-sdk.ts'
import { type PodWorld, startPodWorld } from './pod-world.ts'

/** Associations by the name of their role: their namespace and ServiceAccount. */
const associations: Readonly<Record<string, readonly [string, string]>> = {
  exact: ['team-red', 'api'],
  'any-of-namespace': ['team-red', '*'],
  'some-of-namespace': ['team-red', 'job-*'],
  'some-namespaces': ['team-*', 'api'],
  'longer-namespaces': ['team-r*', '*'],
  'both-ends': ['*-prod', '*-writer'],
  middle: ['team-*-eu', 'a*z*9'],
  everything: ['*', '*'],
}

let world: PodWorld
beforeAll(async () => {
  world = await startPodWorld({ allowWildcardAssociations: true })
  for (const [name, [namespace, serviceAccount]] of Object.entries(associations))
    await world.associate({ namespace, serviceAccount, roleArn: await world.makeRole(name) })
})
afterAll(async () => {
  expect(world.server.errors).toEqual([])
  await world.close()
})

const roleOf = async (namespace: string, serviceAccount: string) => {
  const { assumedRoleUser } = await world.assume(
    await world.podToken({ namespace, serviceAccount, pod: `pod-${serviceAccount}` }),
  )
  return assumedRoleUser.arn.split('/')[1]
}

describe('the most specific association counts', () => {
  test.each([
    ['team-red', 'api', 'exact'],
    ['team-red', 'web', 'any-of-namespace'],
    ['team-red', 'job-1', 'some-of-namespace'],
    ['team-red', 'jo-1', 'any-of-namespace'],
    ['team-blue', 'api', 'some-namespaces'],
    ['team-blue', 'web', 'everything'],
    ['team-r', 'web', 'longer-namespaces'],
    ['team-rose', 'api', 'longer-namespaces'],
    ['eu-prod', 'queue-writer', 'both-ends'],
    ['prod', 'queue-writer', 'everything'],
    ['team-x-eu', 'abz79', 'middle'],
    ['team-x-eu', 'az9', 'middle'],
    ['team-x-eu', 'a9', 'everything'],
    ['default', 'default', 'everything'],
  ])('%s/%s is %s', async (namespace, serviceAccount, role) => {
    expect(await roleOf(namespace, serviceAccount)).toBe(role)
  })
})

test('the external id is of the pod’s own ServiceAccount, and not of the pattern', async () => {
  const target = `us-east-1/${account}/shop/team-green/one`
  await world.makeRole('chained', undefined, {
    Effect: 'Allow',
    Action: ['sts:AssumeRole', 'sts:TagSession'],
    Resource: '*',
  })
  await world.makeRole(
    'target',
    trust(account, { Condition: { StringEquals: { 'sts:ExternalId': target } } }),
  )
  await world.associate({
    namespace: 'team-green',
    serviceAccount: '*',
    roleArn: roleArn('chained'),
    targetRoleArn: roleArn('target'),
  })
  expect(await roleOf('team-green', 'one')).toBe('target')
  expect(await outcome(roleOf('team-green', 'two'))).toMatch(
    /^AccessDeniedException: Unauthorized Exception!/,
  )
})

test('a change of a pattern is told as the pattern', async () => {
  const client = world.server.client(EKSAuthClient, { credentials: world.node })
  const wait = async (cursor?: string) =>
    (await client.send(
      new WaitForPodIdentityChangesCommand({ clusterName: 'shop', cursor }),
    )) as unknown as WaitForPodIdentityChangesResponse
  const { cursor } = await wait()
  await world.associate({ namespace: 'a*', serviceAccount: 'b*', roleArn: roleArn('exact') })
  expect((await wait(cursor)).changes).toEqual([{ namespace: 'a*', serviceAccount: 'b*' }])
})

test('two of the same pattern are refused, and so is what no name can be', async () => {
  expect(
    await outcome(world.associate({ namespace: 'team-*', serviceAccount: 'api', roleArn: roleArn('exact') })),
  ).toMatch(/^ResourceInUseException: Association already exists: a-/)
  for (const namespace of ['A*', 'a b*', '*'.repeat(64), '**/x'])
    expect(await outcome(world.associate({ namespace, roleArn: roleArn('exact') }))).toBe(
      'InvalidParameterException: The namespace is no name that Kubernetes allows.',
    )
})

test('on a server that was not asked to take them they count for nothing, and can be listed and deleted', async () => {
  const own = await startPodWorld({ allowWildcardAssociations: true })
  await own.associate({ namespace: 'payments', serviceAccount: '*', roleArn: await own.makeRole('any') })
  const token = await own.podToken({})
  expect(await outcome(own.assume(token))).toBe('ok')
  await own.server.stop()
  const plain = await startTestServer({ folder: own.server.folder })
  try {
    const assume = plain
      .client(EKSAuthClient, { credentials: own.node })
      .send(new AssumeRoleForPodIdentityCommand({ clusterName: 'shop', token }))
    // The issuer of the cluster has the address that the server had before.
    expect(await outcome(assume)).toMatch(/^ResourceNotFoundException: No pod identity association found/)
    const eks = plain.client(EKSClient)
    const input = { clusterName: 'shop' }
    const { associations: found = [] } = await eks.send(new ListPodIdentityAssociationsCommand(input))
    expect(found.map(({ serviceAccount }) => serviceAccount)).toEqual(['*'])
    const { associationId } = found[0] ?? {}
    await eks.send(new DeletePodIdentityAssociationCommand({ ...input, associationId }))
  } finally {
    await plain.close()
  }
})
