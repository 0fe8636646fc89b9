import { CreatePodIdentityAssociationCommand, EKSClient } from '@aws-sdk/client-eks'
import {
  AddUserToGroupCommand,
  CreateGroupCommand,
  CreateUserCommand,
  PutGroupPolicyCommand,
} from '@aws-sdk/client-iam'
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts'
import { collectFor, type PodQuestion, type ResourcePolicies, why } from '@rolecall/analyzer'
import { KubernetesFault } from '@rolecall/kubernetes'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  AssumeRoleForPodIdentityCommand,
  EKSAuthClient,
} from '../../server/test/services/eks-auth/eks-auth-sdk.ts'
import type { Credentials } from '../../server/test/start-test-server.ts'
import { type Shop, startShop } from './start-shop.ts'

let shop: Shop
const none: ResourcePolicies = { state: 'none' }
const roleOf = (name: string) => `arn:aws:iam::111122223333:role/${name}`
const roleKey = 'eks.amazonaws.com/role-arn'
const question: PodQuestion = {
  cluster: 'shop',
  namespace: 'shop',
  serviceAccount: 'reports',
  action: 's3:GetObject',
  resource: 'arn:aws:s3:::shop-reports/may.csv',
}
const document = (Effect: string, Action: string) => ({
  Version: '2012-10-17',
  Statement: [{ Sid: 'Only', Effect, Action, Resource: '*' }],
})

beforeAll(async () => {
  shop = await startShop({ allowWildcardAssociations: true })
  await shop.role('reports', {
    policy: document('Allow', 's3:GetObject'),
    attached: document('Allow', 's3:*'),
  })
  await shop.role('unwired', { policy: document('Allow', 's3:GetObject') })
  await shop.iam.send(new CreateUserCommand({ UserName: 'ann' }))
  await shop.iam.send(new CreateGroupCommand({ GroupName: 'readers' }))
  await shop.iam.send(new AddUserToGroupCommand({ GroupName: 'readers', UserName: 'ann' }))
  await shop.iam.send(
    new PutGroupPolicyCommand({
      GroupName: 'readers',
      PolicyName: 'own',
      PolicyDocument: JSON.stringify(document('Allow', 's3:GetObject')),
    }),
  )
  await shop.serviceAccount('reports', { [roleKey]: roleOf('reports') })
  await shop.serviceAccount('unwired', {})
  await shop.serviceAccount('typo', { [roleKey]: roleOf('report') })
  await shop.serviceAccount('elsewhere', { [roleKey]: 'arn:aws:iam::444455556666:role/reports' })
})

afterAll(async () => {
  expect(shop.server.errors).toEqual([])
  await shop.server.close()
})

const askOfUser = async (doors = shop.doors()) => {
  const principal = 'arn:aws:iam::111122223333:user/ann'
  const asked = { principal, action: question.action, resource: question.resource }
  return why(await collectFor(asked, doors, none), asked)
}

const ask = async (
  more: Partial<PodQuestion>,
  resourcePolicies: ResourcePolicies = none,
  doors = shop.doors(),
) => {
  const asked = { ...question, ...more }
  return why(await collectFor(asked, doors, resourcePolicies), asked)
}

describe('collects what a question needs', () => {
  test('the whole path', async () => {
    const answer = await ask({})
    expect(answer.result).toBe('allowed')
    expect(answer.links.every(({ state }) => state === 'ok')).toBe(true)
    expect(answer.deciding).toMatchObject({
      document: `inline policy own of ${roleOf('reports')}`,
      sid: 'Only',
      line: 1,
    })
  })

  test('quotes a policy as it stands, with its line', async () => {
    const { links } = await ask({})
    const [quoted] = links.find(({ name }) => name === 'trust-policy')?.evidence ?? []
    expect(quoted).toMatchObject({ sid: 'Pods', statement: 0, line: 4 })
    expect(quoted?.text).toMatch(/^\{\n {6}"Sid": "Pods",/)
  })

  test('and no more: a snapshot for one pod has nothing of the others', async () => {
    const snapshot = await collectFor(question, shop.doors(), none)
    expect(snapshot.roles.items.map(({ name }) => name)).toEqual(['reports'])
    expect(snapshot.serviceAccounts.items.map(({ name }) => name)).toEqual(['reports'])
    // Another pod is unknown to it, and not missing.
    expect(why(snapshot, { ...question, serviceAccount: 'unwired' }).result).toBe('undecided')
    expect(JSON.parse(JSON.stringify(snapshot))).toEqual(snapshot)
  })

  test('names beside one that is not there', async () => {
    expect((await ask({ serviceAccount: 'report' })).sentence).toContain('reports differs by one letter')
    expect((await ask({ serviceAccount: 'typo' })).sentence).toContain(
      `${roleOf('reports')} differs by one letter`,
    )
  })

  test('the role that trusts a ServiceAccount without annotation', async () => {
    const { change, result } = await ask({ serviceAccount: 'unwired' })
    expect(result).toBe('denied')
    expect(change).toEqual({
      steps: [
        `rolecall associate --cluster shop -n shop --service-account unwired --policy-arn POLICY; or annotate ServiceAccount shop/unwired with ${roleKey}=${roleOf('unwired')}, and restart its pods`,
      ],
      complete: true,
    })
  })

  test('no role of another account by its name', async () => {
    const answer = await ask({ serviceAccount: 'elsewhere' })
    expect(answer.result).toBe('undecided')
    expect(answer.links.find(({ name }) => name === 'role')?.sentence).toContain(
      'it is of account 444455556666, and these credentials read account 111122223333',
    )
  })

  test('a cluster that does not exist', async () => {
    expect((await ask({ cluster: 'bank' })).sentence).toContain('there is no cluster bank')
  })

  test('policies of resources as they are given', async () => {
    const given = {
      state: 'given',
      document: '{"Statement":{"Sid":"Closed","Effect":"Deny","Principal":"*","Action":"*","Resource":"*"}}',
    } as const
    expect((await ask({}, given)).deciding).toMatchObject({
      sid: 'Closed',
      document: 'policy of arn:aws:s3:::shop-reports',
    })
    const unread = await ask({}, { state: 'unread', because: 'nobody asked S3' })
    expect(unread.result).toBe('undecided')
    expect(unread.sentence).toContain('nobody asked S3')
  })

  test('a user by its ARN, with what its groups have', async () => {
    const { result, deciding } = await askOfUser()
    expect(result).toBe('allowed')
    expect(deciding).toMatchObject({
      sid: 'Only',
      document: 'inline policy own of arn:aws:iam::111122223333:group/readers',
    })
  })

  test('a role by its ARN, or by a session', async () => {
    for (const principal of [roleOf('reports'), 'arn:aws:sts::111122223333:assumed-role/reports/pod']) {
      const asked = { principal, action: question.action, resource: question.resource }
      const answer = why(await collectFor(asked, shop.doors(), none), asked)
      expect([answer.result, answer.deciding?.sid]).toEqual(['allowed', 'Only'])
    }
  })
})

describe('what may not be read is undecided, in the words of AWS', () => {
  const rows = [
    ['eks:DescribeCluster', 'service-account'],
    ['eks:ListPodIdentityAssociations', 'association'],
    ['iam:GetRole', 'role'],
    ['iam:GetRolePolicy', 'identity-policies'],
    ['iam:ListRolePolicies', 'identity-policies'],
    ['iam:ListAttachedRolePolicies', 'identity-policies'],
    ['iam:GetPolicy', 'identity-policies'],
    ['iam:GetPolicyVersion', 'identity-policies'],
  ] as const
  test.each(rows)('%s', async (action, link) => {
    const answer = await ask({}, none, await withoutRight(action))
    expect(answer.result).toBe('undecided')
    const undecided = answer.links.find(({ state }) => state === 'undecided')
    expect(undecided?.name).toBe(link)
    expect(undecided?.sentence).toContain(`is not authorized to perform: ${action} on resource:`)
    expect(undecided?.sentence).toContain('with an explicit deny in an identity-based policy')
    // The sealed text behind a denial is not to read.
    expect(undecided?.sentence).not.toMatch(/encoded/i)
  })

  test('a provider that may be listed and not read', async () => {
    const { links } = await ask({}, none, await withoutRight('iam:GetOpenIDConnectProvider'))
    expect(links.find(({ state }) => state === 'undecided')?.name).toBe('client-id')
  })

  test('providers that may be neither read nor listed', async () => {
    const { links } = await ask({}, none, await withoutRight('iam:*OpenIDConnectProvider*'))
    expect(links.find(({ state }) => state === 'undecided')?.sentence).toContain(
      'iam:GetOpenIDConnectProvider',
    )
  })

  test.each(['iam:GetUser', 'iam:ListGroupsForUser', 'iam:GetGroupPolicy'])('%s', async (action) => {
    const answer = await askOfUser(await withoutRight(action))
    expect(answer.result).toBe('undecided')
    expect(answer.sentence).toContain(`is not authorized to perform: ${action} on resource:`)
  })

  test('a Kubernetes API that refuses', async () => {
    const kubernetes = async () => {
      throw new KubernetesFault(403, 'Forbidden', 'serviceaccounts "reports" is forbidden')
    }
    const answer = await ask({}, none, { ...shop.doors(), kubernetes })
    expect(answer.result).toBe('undecided')
    expect(answer.sentence).toContain('Forbidden: serviceaccounts "reports" is forbidden')
  })

  test('an AWS that cannot be reached at all is a failure, and no answer', async () => {
    const { eks } = shop.doors()
    eks.middlewareStack.add(
      () => async () => {
        throw Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' })
      },
      { step: 'finalizeRequest', name: 'unplug', priority: 'high' },
    )
    await expect(ask({}, none, { ...shop.doors(), eks })).rejects.toThrow('ECONNREFUSED')
  })
})

describe('an EKS Pod Identity association', () => {
  const statement = {
    Effect: 'Allow',
    Principal: { Service: 'pods.eks.amazonaws.com' },
    Action: ['sts:AssumeRole', 'sts:TagSession'],
  }
  const trust = { Version: '2012-10-17', Statement: [statement] }
  const associate = (serviceAccount: string, roleArn: string, namespace = 'shop') =>
    shop.server
      .client(EKSClient)
      .send(
        new CreatePodIdentityAssociationCommand({ clusterName: 'shop', namespace, serviceAccount, roleArn }),
      )

  beforeAll(async () => {
    const policy = document('Allow', 's3:GetObject')
    for (const name of ['associated', 'job-any', 'job-night', 'job-seven', 'job-far'])
      await shop.role(name, { trust, policy })
    await shop.serviceAccount('associated', { [roleKey]: roleOf('reports') })
    for (const name of ['job-7', 'job-night-7', 'job-night-8', 'job-8']) await shop.serviceAccount(name, {})
    await associate('associated', roleOf('associated'))
    await associate('job-*', roleOf('job-any'))
    await associate('job-night-*', roleOf('job-night'))
    await associate('job-7', roleOf('job-seven'))
    await associate('job-night-8', roleOf('job-far'), 'sho*')
  })

  test('goes before the annotation, whose role is not read', async () => {
    const asked = { ...question, serviceAccount: 'associated' }
    const snapshot = await collectFor(asked, shop.doors(), none)
    expect(snapshot.roles.items.map(({ name }) => name)).toEqual(['associated'])
    expect(snapshot.providers.items).toEqual([])
    const answer = why(snapshot, asked)
    expect([answer.result, answer.method]).toEqual(['allowed', 'pod-identity'])
    expect(answer.links.find(({ name }) => name === 'association')).toMatchObject({
      state: 'ok',
      sentence: expect.stringMatching(
        /^EKS Pod Identity association a-\w+ gives it role arn:aws:iam::111122223333:role\/associated; its annotation eks.amazonaws.com\/role-arn counts for nothing$/,
      ),
    })
    expect(JSON.parse(JSON.stringify(snapshot))).toEqual(snapshot)
  })

  test.each(['job-7', 'job-8', 'job-night-7', 'job-night-8'])(
    'of a pattern, as EKS Auth has it: %s',
    async (serviceAccount) => {
      const { result, sentence, notes } = await ask({ serviceAccount })
      expect(result).toBe('allowed')
      expect(sentence).toMatch(/, as role \S+ by EKS Pod Identity association a-/)
      expect(sentence).toContain(`, as role ${await assumedBy(serviceAccount)} by `)
      expect(notes.some((note) => note.includes('is of a pattern'))).toBe(serviceAccount !== 'job-7')
    },
  )

  test('of a pattern is nobody’s on AWS', async () => {
    const doors = { ...shop.doors(), takesPatterns: false }
    const exact = await ask({ serviceAccount: 'job-7' }, none, doors)
    expect([exact.result, exact.method]).toEqual(['allowed', 'pod-identity'])
    const { result, method, sentence } = await ask({ serviceAccount: 'job-8' }, none, doors)
    expect([result, method]).toEqual(['denied', undefined])
    expect(sentence).toContain('shop/job-8 has neither an EKS Pod Identity association nor the annotation')
  })

  /** The role that EKS Auth gives a pod. */
  async function assumedBy(serviceAccountName: string) {
    const name = `${serviceAccountName}-a`
    const spec = { serviceAccountName, containers: [{ name: 'main', image: 'main' }] }
    await shop.kubernetes.pods('shop').create({ metadata: { name }, spec })
    const { status } = await shop.kubernetes.requestToken('shop', serviceAccountName, {
      audiences: ['pods.eks.amazonaws.com'],
      boundObjectRef: { kind: 'Pod', apiVersion: 'v1', name },
    })
    const asked = { clusterName: 'shop', token: status?.token ?? '' }
    const answer = await shop.server
      .client(EKSAuthClient)
      .send(new AssumeRoleForPodIdentityCommand(asked) as never)
    const { assumedRoleUser } = answer as unknown as { assumedRoleUser: { arn: string } }
    return assumedRoleUser.arn.split('/')[1]
  }

  test('that may be listed and not described is known to be there', async () => {
    const doors = await withoutRight('eks:DescribePodIdentityAssociation')
    const answer = await ask({ serviceAccount: 'associated' }, none, doors)
    expect([answer.result, answer.method]).toEqual(['undecided', 'pod-identity'])
    expect(answer.sentence).toMatch(
      /: EKS Pod Identity association a-\w+ gives it a role, and which is not known: AccessDeniedException: User: \S+ is not authorized to perform: eks:DescribePodIdentityAssociation on resource:/,
    )
  })

  test.each([
    ['reports', /; without one, as role reports, it may: statement "Only"/],
    [
      'unwired',
      /; without one, as role unwired, it may not: ServiceAccount shop\/unwired has no annotation /,
    ],
    ['associated', /; without one, as role reports, it may not: the trust policy /],
  ])('that may not be listed is not known, also not of %s', async (serviceAccount, alone) => {
    const doors = await withoutRight(`eks:ListPodIdentity*`, serviceAccount)
    const answer = await ask({ serviceAccount }, none, doors)
    expect([answer.result, answer.method]).toEqual(['undecided', undefined])
    expect(answer.sentence).toContain(
      `may or may not s3:GetObject on arn:aws:s3:::shop-reports/may.csv: whether an EKS Pod Identity association gives ServiceAccount shop/${serviceAccount} a role is not known: AccessDeniedException: `,
    )
    expect(answer.sentence).toMatch(alone)
  })

  test('is not known of an endpoint that has no such operation', async () => {
    const { eks } = shop.doors()
    eks.middlewareStack.add(
      (next, { commandName }) =>
        async (args) => {
          if (commandName !== 'ListPodIdentityAssociationsCommand') return next(args)
          const error = new Error('there is no operation of that name')
          throw Object.assign(error, {
            name: 'UnknownOperationException',
            $metadata: { httpStatusCode: 404 },
          })
        },
      { step: 'finalizeRequest', name: 'forget', priority: 'high' },
    )
    const answer = await ask({}, none, { ...shop.doors(), eks })
    expect(answer.result).toBe('undecided')
    expect(answer.sentence).toContain('is not known: UnknownOperationException: there is no operation')
  })
})

/** The doors of somebody who may read all but this. The cluster lets in whoever AWS names its maker. */
async function withoutRight(action: string, who = 'reader') {
  const name = `without-${action.replaceAll(/[^\w]/g, '-')}-${who}`
  const RoleArn = await shop.role(name, {
    trust: {
      Version: '2012-10-17',
      Statement: {
        Effect: 'Allow',
        Principal: { AWS: 'arn:aws:iam::111122223333:root' },
        Action: 'sts:AssumeRole',
      },
    },
    policy: {
      Version: '2012-10-17',
      Statement: [document('Allow', '*').Statement[0], document('Deny', action).Statement[0]].map(
        (one, index) => ({ ...one, Sid: `S${index}` }),
      ),
    },
  })
  const { Credentials: session } = await shop.server
    .client(STSClient)
    .send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'reader' }))
  const credentials: Credentials = {
    accessKeyId: session?.AccessKeyId ?? '',
    secretAccessKey: session?.SecretAccessKey ?? '',
    sessionToken: session?.SessionToken ?? '',
  }
  const kubernetes = async () => shop.kubernetes
  return { ...shop.doors(credentials), kubernetes }
}
