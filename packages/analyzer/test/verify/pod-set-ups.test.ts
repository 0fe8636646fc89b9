import { CreatePodIdentityAssociationCommand, EKSClient } from '@aws-sdk/client-eks'
import { CreateRoleCommand, PutRolePolicyCommand, UpdateAssumeRolePolicyCommand } from '@aws-sdk/client-iam'
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts'
import { collectSetup, type Step, type Verification, verify } from '@rolecall/analyzer'
import type { Pod } from '@rolecall/kubernetes'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { exchangePodToken } from '../../../cli/src/verify/exchange-pod-token.ts'
import type { Credentials } from '../../../server/test/start-test-server.ts'
import { type Shop, startShop } from '../start-shop.ts'
import { associatedPod } from './associated-pod.ts'
import { eksMay, type Made, type PodSetUp, podSetUps } from './pod-set-ups.data.ts'

const document = (...Statement: readonly object[]) => ({ Version: '2012-10-17', Statement })
const policy = document({ Effect: 'Allow', Action: 's3:GetObject', Resource: '*' })
const trusted = document(eksMay(['sts:AssumeRole', 'sts:TagSession']))
const marks = { ok: '✓', broken: '✗', 'not-looked-at': '~', 'not-reached': '·' } as const

let shop: Shop
let eks: EKSClient
beforeAll(async () => {
  shop = await startShop()
  eks = shop.server.client(EKSClient)
  await shop.role('another', { trust: trusted })
})
afterAll(async () => {
  expect(shop.server.errors).toEqual([])
  await shop.server.close()
})

async function verified(name: string, credentials?: Credentials, only?: string): Promise<Verification> {
  const { server } = shop
  const aws = {
    eks: async () => server.client(EKSClient, credentials ? { credentials } : {}),
    stsAs: async (of: Credentials) => server.client(STSClient, { credentials: of }),
  }
  const asked = { clusterName: 'shop', endpoint: server.url, environment: {}, clock: server.now }
  const exchange = {
    irsa: () => Promise.reject(new Error('nothing here is annotated')),
    'pod-identity': (token: string) => exchangePodToken(aws, token, asked),
  }
  const subject = { cluster: 'shop', namespace: 'shop', serviceAccount: name, at: server.now() }
  // In a cluster everybody is who a kubeconfig says.
  const { kubernetes } = shop.doors()
  const doors = { ...shop.doors(credentials), kubernetes, fetch, now: server.now(), exchange }
  return verify(await collectSetup(subject, doors, only), subject, only)
}

async function arrange(of: PodSetUp, name: string): Promise<Made> {
  const { association = {}, later } = of
  const trust = of.trust ? document(...of.trust) : trusted
  const roleArn = await shop.role(name, { trust, policy })
  if (of.target) await shop.role(`${name}-target`, { trust: document(...of.target({ name })), policy })
  await shop.serviceAccount(name, {})
  const made = await eks.send(
    new CreatePodIdentityAssociationCommand({
      clusterName: 'shop',
      namespace: 'shop',
      serviceAccount: name,
      roleArn,
      ...(typeof association === 'function' ? association({ name }) : association),
    }),
  )
  const { metadata: _, spec } = associatedPod()
  const containers = spec.containers.map((one) => ({ ...one, image: 'main' }))
  const pod = { metadata: { name: `${name}-a` }, spec: { ...spec, containers, serviceAccountName: name } }
  if (!of.noPod) await shop.kubernetes.pods('shop').create(pod as Pod)
  const things = { name, associationId: made.association?.associationId ?? '', iam: shop.iam, eks }
  await later?.(things)
  return things
}

/** A session of a role that may just this. */
async function callerWho(name: string, Action: readonly string[]): Promise<Credentials> {
  const RoleName = `${name}-caller`
  const root = { Effect: 'Allow', Principal: { AWS: shop.server.account }, Action: 'sts:AssumeRole' }
  const { Role } = await shop.iam.send(
    new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: JSON.stringify(document(root)) }),
  )
  const PolicyDocument = JSON.stringify(document({ Effect: 'Allow', Action, Resource: '*' }))
  await shop.iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: 'own', PolicyDocument }))
  const { Credentials: given } = await shop.server
    .client(STSClient)
    .send(new AssumeRoleCommand({ RoleArn: Role?.Arn, RoleSessionName: 'looker' }))
  return {
    accessKeyId: given?.AccessKeyId ?? '',
    secretAccessKey: given?.SecretAccessKey ?? '',
    sessionToken: given?.SessionToken ?? '',
  }
}

const unlike = (at: number) => String.fromCharCode(97 + at).repeat(6)
const stepOf = ({ steps }: Verification, name: string): Step => steps.find((one) => one.name === name)!

describe('EKS Pod Identity, live', () => {
  test.each(podSetUps.map((one, at) => ({ ...one, own: unlike(at) })))('$name', async (of) => {
    await arrange(of, of.own)
    const answer = await verified(of.own, of.callerMay && (await callerWho(of.own, of.callerMay)))
    const drawn = answer.steps.map(({ state }) => marks[state]).join('')
    expect(drawn.slice(0, of.marks.length)).toBe(of.marks)
    expect(answer.result).toBe(of.result)
    const at = [...of.marks].findIndex((mark) => mark !== '✓')
    const open = answer.steps[at]
    const [finding] = open?.findings ?? []
    expect(finding?.kind).toBe(of.kind)
    expect(open?.sentence ?? answer.sentence).toMatch(of.says)
    if (of.fix) expect(finding?.fix).toMatch(of.fix)
    const auth = answer.steps.find(({ name }) => name === 'eks-auth')
    expect(auth?.findings[0]?.error).toBe(of.error)
    if (of.check) expect(auth?.check).toMatch(of.check)
    else expect(auth?.check).toBeUndefined()
    if (of.marks.endsWith('✓') && of.marks.length > 2) {
      const session = `arn:aws:sts::111122223333:assumed-role/${of.session?.(of.own) ?? of.own}/eks-shop-${of.own}-a-`
      expect(stepOf(answer, 'caller-identity').sentence).toContain(`STS calls it ${session}`)
      expect(auth?.sentence).toBe(`EKS Auth gives credentials for the token of pod/${of.own}-a`)
    }
    // Neither the token nor keys are in the answer.
    expect(JSON.stringify(answer)).not.toMatch(/eyJ|ASIA[A-Z2-7]{16}/)
    if (of.mends) {
      const [, RoleName = '', PolicyDocument = ''] =
        /--role-name (\S+) --policy-document '(.+)'$/.exec(finding?.fix ?? '') ?? []
      await shop.iam.send(new UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument }))
      expect((await verified(of.own)).result).toBe('ok')
    }
  })
})
