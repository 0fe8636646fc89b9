import { CreatePodIdentityAssociationCommand, EKSClient } from '@aws-sdk/client-eks'
import { collectFor, why } from '@rolecall/analyzer'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  AssumeRoleForPodIdentityCommand,
  EKSAuthClient,
} from '../../server/test/services/eks-auth/eks-auth-sdk.ts'
import { document, none, question, type Reports, roleKey, roleOf, startReports } from './start-reports.ts'

let reports: Reports
let shop: Reports['shop']
beforeAll(async () => {
  reports = await startReports()
  shop = reports.shop
})
afterAll(() => reports.close())

const ask: Reports['ask'] = (...asked) => reports.ask(...asked)
const withoutRight: Reports['withoutRight'] = (...of) => reports.withoutRight(...of)

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
