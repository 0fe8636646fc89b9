import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  CreatePodIdentityAssociationCommand,
  DeletePodIdentityAssociationCommand,
  EKSClient,
} from '@aws-sdk/client-eks'
import {
  DeleteRoleCommand,
  DeleteRolePolicyCommand,
  TagRoleCommand,
  UpdateAssumeRolePolicyCommand,
} from '@aws-sdk/client-iam'
import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import { AssumeRoleWithWebIdentityCommand, STSClient } from '@aws-sdk/client-sts'
import { type Answer, collectFor, type PodQuestion, why } from '@rolecall/analyzer'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Shop, startShop } from '../../../analyzer/test/start-shop.ts'
import {
  AssumeRoleForPodIdentityCommand,
  EKSAuthClient,
} from '../../../server/test/services/eks-auth/eks-auth-sdk.ts'
import type { Credentials } from '../../../server/test/start-test-server.ts'
import { type Guard, guard } from '../../src/serve/guard.ts'
import { type AssociatedPods, associatedPods } from './associated-pods.data.ts'

let backends: Guard
let shop: Shop
beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'rolecall-test-'))
  backends = guard([], { folder, account: '111122223333', region: 'us-east-1' }, {})
  shop = await startShop({ folder, doors: backends.doors })
  await s3(shop.server.credentials).send(new CreateBucketCommand({ Bucket: 'uploads' }))
})
afterAll(async () => {
  expect(shop.server.errors).toEqual([])
  await shop.server.close()
  await backends.close()
})

function s3(credentials: Credentials) {
  return new S3Client({
    endpoint: shop.server.url,
    region: 'us-east-1',
    credentials,
    maxAttempts: 1,
    forcePathStyle: true,
  })
}

const document = (Statement: readonly object[]) => ({ Version: '2012-10-17', Statement })
const trusted = {
  Effect: 'Allow',
  Principal: { Service: 'pods.eks.amazonaws.com' },
  Action: ['sts:AssumeRole', 'sts:TagSession'],
}
const named = <Value>(name: string, value: Value): Value =>
  JSON.parse(JSON.stringify(value).replaceAll('NAME', name))
const tagList = (tags: Readonly<Record<string, string>>) =>
  Object.entries(tags).map(([Key, Value]) => ({ Key, Value }))

async function arrange(row: AssociatedPods): Promise<void> {
  const { name, association = {}, policy = [], boundary, tags, target, lose } = row
  const federated = {
    Effect: 'Allow',
    Principal: { Federated: `arn:aws:iam::111122223333:oidc-provider/${shop.hostPath}` },
    Action: 'sts:AssumeRoleWithWebIdentity',
  }
  const inline = (statements: readonly object[]) =>
    statements.length > 0 ? { policy: document(named(name, statements)) } : {}
  const trust = document([trusted, ...(row.annotated ? [federated] : [])])
  const roleArn = await shop.role(name, {
    trust,
    ...inline(policy),
    ...(boundary ? { boundary: document(boundary) } : {}),
  })
  if (tags) await shop.iam.send(new TagRoleCommand({ RoleName: name, Tags: tagList(tags) }))
  if (target) {
    const RoleName = `${name}-target`
    const trust = document(named(name, target.trust ?? [trusted]))
    await shop.role(RoleName, { trust, ...inline(target.policy) })
    if (target.tags) await shop.iam.send(new TagRoleCommand({ RoleName, Tags: tagList(target.tags) }))
  }
  await shop.serviceAccount(name, row.annotated ? { 'eks.amazonaws.com/role-arn': roleArn } : {})
  await shop.kubernetes.pods('shop').create({
    metadata: { name: `${name}-a` },
    spec: { serviceAccountName: name, containers: [{ name: 'main', image: 'main' }] },
  })
  const eks = shop.server.client(EKSClient)
  const of = { clusterName: 'shop', namespace: 'shop', serviceAccount: name, roleArn }
  const made = await eks.send(new CreatePodIdentityAssociationCommand({ ...of, ...named(name, association) }))
  if (row.trust) {
    const PolicyDocument = JSON.stringify(document([...named(name, row.trust), federated]))
    await shop.iam.send(new UpdateAssumeRolePolicyCommand({ RoleName: name, PolicyDocument }))
  }
  if (lose === 'association') {
    const { associationId } = made.association ?? {}
    await eks.send(new DeletePodIdentityAssociationCommand({ clusterName: 'shop', associationId }))
  } else if (lose) {
    const RoleName = lose === 'role' ? name : `${name}-target`
    if (lose === 'target') await shop.iam.send(new DeleteRolePolicyCommand({ RoleName, PolicyName: 'own' }))
    await shop.iam.send(new DeleteRoleCommand({ RoleName }))
  }
}

async function tokenOf(name: string, audience: string): Promise<string> {
  const { status } = await shop.kubernetes.requestToken('shop', name, {
    audiences: [audience],
    boundObjectRef: { kind: 'Pod', apiVersion: 'v1', name: `${name}-a` },
  })
  return status?.token ?? ''
}

/** The session that a pod gets: as the webhook has it by its association, and without one by its annotation. */
async function sessionOf({ name, lose, annotated }: AssociatedPods): Promise<Credentials | undefined> {
  if (lose === 'association' && annotated) {
    const { Credentials: given } = await shop.server.client(STSClient).send(
      new AssumeRoleWithWebIdentityCommand({
        RoleArn: `arn:aws:iam::111122223333:role/${name}`,
        RoleSessionName: 'pod',
        WebIdentityToken: await tokenOf(name, 'sts.amazonaws.com'),
      }),
    )
    const { AccessKeyId = '', SecretAccessKey = '', SessionToken = '' } = given ?? {}
    return { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken }
  }
  const token = await tokenOf(name, 'pods.eks.amazonaws.com')
  const command = new AssumeRoleForPodIdentityCommand({ clusterName: 'shop', token })
  try {
    const answer = await shop.server.client(EKSAuthClient).send(command as never)
    return (answer as unknown as { credentials: Credentials }).credentials
  } catch (error) {
    expect(['AccessDeniedException', 'ResourceNotFoundException']).toContain((error as Error).name)
    return undefined
  }
}

async function reality(row: AssociatedPods): Promise<string> {
  const credentials = await sessionOf(row)
  if (!credentials) return 'no session'
  const put = new PutObjectCommand({ Bucket: 'uploads', Key: `shop/${row.name}`, Body: row.name })
  const called = await s3(credentials)
    .send(put)
    .catch((error: Error) => error)
  if (!(called instanceof Error)) return 'allowed'
  expect(called.name).toBe('AccessDenied')
  return 'denied'
}

const questionOf = (name: string, context: Record<string, string> = {}): PodQuestion => ({
  cluster: 'shop',
  namespace: 'shop',
  serviceAccount: name,
  action: 's3:PutObject',
  resource: `arn:aws:s3:::uploads/shop/${name}`,
  at: Date.now(),
  context,
})

async function asked(name: string, context?: Record<string, string>): Promise<Answer> {
  const question = questionOf(name, context)
  return why(await collectFor(question, shop.doors(), { state: 'none' }), question)
}

/** Where the path ends: without a session, at the service, or nowhere. */
function summary({ result, links, sentence }: Answer): string {
  if (result === 'allowed') return 'allowed'
  if (result === 'undecided') return `undecided: ${sentence}`
  return links.find(({ name }) => name === 'decision')?.state === 'broken' ? 'denied' : 'no session'
}

const seen = new Set<string>()
const mended = new Set<string>()

describe('why says what EKS Auth and the gateway decide', () => {
  test.each(associatedPods)('$name', async (row) => {
    const { name, turnsOn } = row
    await arrange(row)
    const answer = await asked(name)
    const real = await reality(row)
    seen.add(real)
    expect(answer.method).toBe(
      row.lose !== 'association' ? 'pod-identity' : row.annotated ? 'irsa' : undefined,
    )
    if (turnsOn === undefined) {
      expect(summary(answer)).toBe(real)
    } else {
      expect(answer.result).toBe('undecided')
      const fixes = answer.links.flatMap(({ state, fix }) => (state === 'undecided' ? [fix] : []))
      expect(fixes).toContain(`say what the request will have for ${turnsOn}`)
    }
    await mend(answer, row)
  })

  test('and all of it was seen', () => {
    expect([...seen].sort()).toEqual(['allowed', 'denied', 'no session'])
    expect([...mended]).toEqual(expect.arrayContaining(['trust-no-tag', 'trust-other-source', 'target-root']))
  })

  test.each([
    ['by-pod', { 'aws:PrincipalTag/kubernetes-pod-name': 'by-pod-a' }, 'allowed'],
    ['by-pod', { 'aws:PrincipalTag/kubernetes-pod-name': 'by-pod-b' }, 'denied'],
    ['trust-by-pod', { 'aws:RequestTag/kubernetes-pod-name': 'trust-by-pod-a' }, 'allowed'],
    ['trust-by-pod', { 'aws:RequestTag/kubernetes-pod-name': 'trust-by-pod-b' }, 'denied'],
  ])('%s is decided by what is given: %j', async (name, context, result) => {
    expect((await asked(name, context)).result).toBe(result)
  })
})

/** A statement that is offered for a trust policy makes it trust; where it is offered as all it takes, the pod may. */
async function mend({ change, links }: Answer, row: AssociatedPods): Promise<void> {
  const [, RoleName, added] =
    change?.steps
      .map((step) => /^add to trust policy of \S+:role\/(\S+) the statement (\{.*\})$/.exec(step))
      .find((one) => one) ?? []
  if (added === undefined) return
  const broken = links.find(({ state }) => state === 'broken')?.name
  expect(broken).toBe(RoleName === row.name ? 'trust-policy' : 'target-role')
  const PolicyDocument = JSON.stringify(document([JSON.parse(added)]))
  await shop.iam.send(new UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument }))
  const after = await asked(row.name)
  expect(after.links.find(({ name }) => name === broken)?.state).toBe('ok')
  if (!change?.complete || change.steps.length > 1) return
  expect([after.result, await reality(row)]).toEqual(['allowed', 'allowed'])
  mended.add(row.name)
}
