import * as iam from '@aws-sdk/client-iam'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { AssumeRoleForPodIdentityResponse } from '../../../src/services/eks-auth/assume-role-for-pod-identity-schema.data.ts'
import { account, assumeRole, outcome, policy, roleArn, trust } from '../sts/sts-calls.ts'
import { type PodWorld, startPodWorld } from './pod-world.ts'

/** What the sessions of pods may do: each reads the role that is named after what is asked of it. */
let world: PodWorld
beforeAll(async () => {
  world = await startPodWorld()
  for (const name of ['payments', 'orders', 'shop', 'other']) await world.makeRole(name)
})
afterAll(async () => {
  expect(world.server.errors).toEqual([])
  await world.close()
})

type Credentials = AssumeRoleForPodIdentityResponse['credentials']
const reads = (RoleName: string, credentials: Credentials) =>
  outcome(world.server.client(iam.IAMClient, { credentials }).send(new iam.GetRoleCommand({ RoleName })))
const denied = /^AccessDenied: User: .* is not authorized to perform: iam:GetRole on resource/
const allow = (more: object) => ({ Effect: 'Allow', Action: 'iam:GetRole', ...more })
const role = (RoleName: string) => roleArn(RoleName)

describe('a policy on the tags of sessions', () => {
  test('lets each namespace read its own, and no other’s', async () => {
    const Resource = `arn:aws:iam::${account}:role/\${aws:PrincipalTag/kubernetes-namespace}`
    const arn = await world.makeRole('by-namespace', undefined, allow({ Resource }))
    for (const namespace of ['payments', 'orders']) {
      await world.associate({ namespace, serviceAccount: 'abac', roleArn: arn })
      const { credentials } = await world.assume(
        await world.podToken({ namespace, serviceAccount: 'abac', pod: 'abac' }),
      )
      expect(await reads(namespace, credentials)).toBe('ok')
      expect(await reads(namespace === 'orders' ? 'payments' : 'orders', credentials)).toMatch(denied)
    }
  })

  test('tells two clusters apart that use one role', async () => {
    const other = await world.makeCluster('other')
    const clusterArn = (name: string) => `arn:aws:eks:us-east-1:${account}:cluster/${name}`
    const arn = await world.makeRole(
      'by-cluster',
      undefined,
      ...['shop', 'other'].map((name) =>
        allow({
          Resource: role(name),
          Condition: { StringEquals: { 'aws:PrincipalTag/eks-cluster-arn': clusterArn(name) } },
        }),
      ),
    )
    for (const name of ['shop', 'other']) {
      await world.associate({ clusterName: name, serviceAccount: 'reused', roleArn: arn })
      const where = {
        serviceAccount: 'reused',
        pod: 'reused',
        ...(name === 'other' ? { cluster: other } : {}),
      }
      const { credentials } = await world.assume(await world.podToken(where), name)
      expect(await reads(name, credentials)).toBe('ok')
      expect(await reads(name === 'shop' ? 'other' : 'shop', credentials)).toMatch(denied)
    }
  })

  test('sees all six, and none of a session without tags', async () => {
    const keys = {
      'eks-cluster-arn': `arn:aws:eks:us-east-1:${account}:cluster/shop`,
      'eks-cluster-name': 'shop',
      'kubernetes-namespace': 'payments',
      'kubernetes-pod-name': 'six',
      'kubernetes-service-account': 'six',
    }
    const Condition = {
      StringEquals: Object.fromEntries(
        Object.entries(keys).map(([key, value]) => [`aws:PrincipalTag/${key}`, value]),
      ),
      StringLike: { 'aws:PrincipalTag/kubernetes-pod-uid': '????????-*' },
    }
    const arn = await world.makeRole('by-all', undefined, allow({ Resource: role('shop'), Condition }))
    await world.associate({ serviceAccount: 'six', roleArn: arn })
    await world.associate({ serviceAccount: 'bare', roleArn: arn, disableSessionTags: true })
    const tagged = await world.assume(await world.podToken({ serviceAccount: 'six', pod: 'six' }))
    expect(await reads('shop', tagged.credentials)).toBe('ok')
    const bare = await world.assume(await world.podToken({ serviceAccount: 'bare', pod: 'bare' }))
    expect(await reads('shop', bare.credentials)).toMatch(denied)
  })

  test('comes along when the pod assumes another role, and cannot be overridden', async () => {
    const statement = { Effect: 'Allow', Action: ['sts:AssumeRole', 'sts:TagSession'], Resource: '*' }
    const arn = await world.makeRole('chains', undefined, statement)
    await world.makeRole(
      'chained',
      trust(account),
      allow({
        Resource: `arn:aws:iam::${account}:role/\${aws:PrincipalTag/kubernetes-namespace}`,
      }),
    )
    await world.associate({ serviceAccount: 'chains', roleArn: arn })
    const { credentials } = await world.assume(
      await world.podToken({ serviceAccount: 'chains', pod: 'chains' }),
    )
    const { Credentials: made } = await assumeRole(world.server, credentials, { RoleArn: role('chained') })
    const chained = {
      accessKeyId: made?.AccessKeyId ?? '',
      secretAccessKey: made?.SecretAccessKey ?? '',
      sessionToken: made?.SessionToken ?? '',
      expiration: new Date(),
    }
    expect(await reads('payments', chained)).toBe('ok')
    expect(await reads('orders', chained)).toMatch(denied)
    const Tags = [{ Key: 'kubernetes-namespace', Value: 'orders' }]
    expect(await outcome(assumeRole(world.server, credentials, { RoleArn: role('chained'), Tags }))).toMatch(
      /^InvalidParameterValue: One of the specified transitive tag keys can't be set/,
    )
  })
})

describe('the session policy of an association', () => {
  const narrow = policy(allow({ Resource: role('shop') }))

  test('cuts what the role may do', async () => {
    const arn = await world.makeRole('wide', undefined, allow({ Resource: '*' }))
    await world.associate({ serviceAccount: 'cut', roleArn: arn, disableSessionTags: true, policy: narrow })
    const { credentials } = await world.assume(await world.podToken({ serviceAccount: 'cut', pod: 'cut' }))
    expect(await reads('shop', credentials)).toBe('ok')
    expect(await reads('other', credentials)).toMatch(/because no session policy allows/)
  })

  test('cuts the target role only, where there is one', async () => {
    const arn = await world.makeRole('hops', undefined, {
      Effect: 'Allow',
      Action: ['sts:AssumeRole', 'sts:TagSession'],
      Resource: '*',
    })
    await world.makeRole('wide-target', trust(account), allow({ Resource: '*' }))
    await world.associate({
      serviceAccount: 'hops',
      roleArn: arn,
      targetRoleArn: role('wide-target'),
      disableSessionTags: true,
      policy: narrow,
    })
    const { credentials } = await world.assume(await world.podToken({ serviceAccount: 'hops', pod: 'hops' }))
    expect(await reads('shop', credentials)).toBe('ok')
    expect(await reads('other', credentials)).toMatch(/because no session policy allows/)
  })
})

describe('credentials that are out', () => {
  test('end by a denial of older sessions, of one ServiceAccount or of all, and newer ones live', async () => {
    const arn = await world.makeRole('revoked', undefined, allow({ Resource: '*' }))
    const sessions: Credentials[] = []
    const tokens: string[] = []
    for (const serviceAccount of ['out-1', 'out-2']) {
      await world.associate({ serviceAccount, roleArn: arn })
      const token = await world.podToken({ serviceAccount, pod: serviceAccount })
      tokens.push(token)
      sessions.push((await world.assume(token)).credentials)
    }
    const [first, second] = sessions as [Credentials, Credentials]
    const older = async (StringEquals?: object) => {
      world.server.advance(1000)
      const Condition = {
        DateLessThan: { 'aws:TokenIssueTime': new Date(world.server.now()).toISOString() },
        ...(StringEquals ? { StringEquals } : {}),
      }
      const PolicyDocument = policy({ Effect: 'Deny', Action: '*', Resource: '*', Condition })
      const put = { RoleName: 'revoked', PolicyName: 'AWSRevokeOlderSessions', PolicyDocument }
      await world.server.client(iam.IAMClient).send(new iam.PutRolePolicyCommand(put))
    }
    const explicit = /with an explicit deny in an identity-based policy/
    await older({ 'aws:PrincipalTag/kubernetes-service-account': 'out-1' })
    expect(await reads('shop', first)).toMatch(explicit)
    expect(await reads('shop', second)).toBe('ok')
    expect(await reads('shop', (await world.assume(tokens[0] ?? '')).credentials)).toBe('ok')
    await older()
    expect(await reads('shop', second)).toMatch(explicit)
    expect(await reads('shop', (await world.assume(tokens[1] ?? '')).credentials)).toBe('ok')
  })

  test('end with their role, also when another takes its name', async () => {
    const arn = await world.makeRole('made-anew', undefined, allow({ Resource: '*' }))
    await world.associate({ serviceAccount: 'anew', roleArn: arn })
    const token = await world.podToken({ serviceAccount: 'anew', pod: 'anew' })
    const { credentials } = await world.assume(token)
    expect(await reads('shop', credentials)).toBe('ok')
    const client = world.server.client(iam.IAMClient)
    await client.send(new iam.DeleteRolePolicyCommand({ RoleName: 'made-anew', PolicyName: 'own' }))
    await client.send(new iam.DeleteRoleCommand({ RoleName: 'made-anew' }))
    expect(await reads('shop', credentials)).toMatch(/^InvalidClientTokenId: /)
    await world.makeRole('made-anew', undefined, allow({ Resource: '*' }))
    expect(await reads('shop', credentials)).toMatch(/^InvalidClientTokenId: /)
    expect(await reads('shop', (await world.assume(token)).credentials)).toBe('ok')
  })
})
