import {
  AddUserToGroupCommand,
  CreateGroupCommand,
  CreateUserCommand,
  PutGroupPolicyCommand,
} from '@aws-sdk/client-iam'
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts'
import { collectFor, type PodQuestion, type ResourcePolicies, why } from '@rolecall/analyzer'
import { expect } from 'vitest'
import type { Credentials } from '../../server/test/start-test-server.ts'
import { type Shop, startShop } from './start-shop.ts'

export const none: ResourcePolicies = { state: 'none' }
export const roleOf = (name: string) => `arn:aws:iam::111122223333:role/${name}`
export const roleKey = 'eks.amazonaws.com/role-arn'
export const question: PodQuestion = {
  cluster: 'shop',
  namespace: 'shop',
  serviceAccount: 'reports',
  action: 's3:GetObject',
  resource: 'arn:aws:s3:::shop-reports/may.csv',
}
export const document = (Effect: string, Action: string) => ({
  Version: '2012-10-17',
  Statement: [{ Sid: 'Only', Effect, Action, Resource: '*' }],
})

/** A server with the pods of `shop/reports` and what they may, and those who ask about them. */
export async function startReports() {
  const shop: Shop = await startShop({ allowWildcardAssociations: true })
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

  return {
    shop,
    ask,
    askOfUser,
    withoutRight,
    async close() {
      expect(shop.server.errors).toEqual([])
      await shop.server.close()
    },
  }
}

export type Reports = Awaited<ReturnType<typeof startReports>>
