import {
  AttachUserPolicyCommand,
  CreateAccessKeyCommand,
  CreateUserCommand,
  UpdateAssumeRolePolicyCommand,
} from '@aws-sdk/client-iam'
import type { Verification } from '@rolecall/analyzer'
import type { Pod } from '@rolecall/kubernetes'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { associatedPod } from '../../../../analyzer/test/verify/associated-pod.ts'
import { podFlags } from '../pod-flags.ts'
import { rolecall } from '../rolecall.ts'
import { readerArn, startVerifyShop, type VerifyShop } from './start-verify-shop.ts'

let shop: VerifyShop
beforeAll(async () => {
  shop = await startVerifyShop()
})
afterAll(() => shop?.close())

describe('rolecall verify, live, with EKS Pod Identity', () => {
  const trust = (Action: string[]) => ({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { Service: 'pods.eks.amazonaws.com' }, Action }],
  })
  const setTrust = (RoleName: string, document: object) =>
    shop.iam.send(new UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument: JSON.stringify(document) }))

  const marked = (out: string) =>
    out
      .split('\n')
      .flatMap((line) => line.match(/^[✓✗~·]/) ?? [])
      .join('')

  /** Runs as somebody who reads all of AWS, with a kubeconfig for the cluster. */
  async function byOperator(...line: string[]) {
    const UserName = 'operator'
    await shop.iam.send(new CreateUserCommand({ UserName }))
    const PolicyArn = 'arn:aws:iam::aws:policy/ReadOnlyAccess'
    await shop.iam.send(new AttachUserPolicyCommand({ UserName, PolicyArn }))
    const { AccessKey } = await shop.iam.send(new CreateAccessKeyCommand({ UserName }))
    const kubeconfig = {
      'current-context': 'c',
      contexts: [{ name: 'c', context: { cluster: 'c', user: 'u' } }],
      clusters: [{ name: 'c', cluster: { server: shop.kubernetes.server } }],
      users: [{ name: 'u', user: { token: await shop.administrator() } }],
    }
    shop.write('kubeconfig', kubeconfig)
    return rolecall(['verify', ...line, '--kubeconfig', shop.file('kubeconfig')], {
      AWS_ENDPOINT_URL: shop.environment['AWS_ENDPOINT_URL'] ?? '',
      AWS_ACCESS_KEY_ID: AccessKey?.AccessKeyId ?? '',
      AWS_SECRET_ACCESS_KEY: AccessKey?.SecretAccessKey ?? '',
    })
  }

  /** A ServiceAccount with an association of its own and a pod as the webhook leaves it. */
  async function associated(name: string, ...more: string[]): Promise<void> {
    const policy = ['--policy-arn', 'arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess', '--role-name', name]
    const line = ['associate', ...podFlags(name), '--create-service-account', ...policy, ...more]
    expect((await rolecall(line, shop.environment)).code).toBe(0)
    const { spec } = associatedPod()
    const pod = { metadata: { name: `${name}-a` }, spec: { ...spec, serviceAccountName: name } }
    pod.spec.containers = spec.containers.map((one) => ({ ...one, image: 'main' }))
    await shop.kubernetes.pods('shop').create(pod as Pod)
  }

  it('ticks every step, up to who a pod of it is', async () => {
    await associated('fine')
    const { code, out } = await shop.verify(...podFlags('fine'))
    expect(code).toBe(0)
    expect(marked(out)).toBe('✓✓✓✓✓✓✓✓✓✓✓✓')
    expect(out).toContain('✓ trust policy       role fine lets EKS sts:AssumeRole and sts:TagSession\n')
    expect(out).toContain('✓ permissions        role fine has 1 policy;')
    expect(out).toContain('✓ eks auth           EKS Auth gives credentials for the token of pod/fine-a\n')
    expect(out).toMatch(
      /✓ caller identity {4}STS calls it arn:aws:sts::111122223333:assumed-role\/fine\/eks-shop-fine-a-[\da-f-]{36}\n/,
    )
    expect(out).not.toMatch(/eyJ|ASIA/)
  })

  it('takes the token where EKS is, unless a variable says where EKS Auth is', async () => {
    await associated('placed')
    const { AWS_ENDPOINT_URL: url = '', ...rest } = shop.environment
    shop.write('config', `[profile ${rest['AWS_PROFILE']}]\nregion = us-east-1\nendpoint_url = ${url}\n`)
    const by = { ...rest, AWS_CONFIG_FILE: shop.file('config') }
    const nowhere = 'http://127.0.0.1:9'
    for (const [variables, code, mark] of [
      [{ AWS_ENDPOINT_URL_EKS_AUTH: nowhere }, 2, '~ eks auth'],
      [{ AWS_ENDPOINT_URL_EKS_AUTH: url }, 0, '✓ eks auth'],
      // What people set for programs in Go.
      [{ AWS_ENDPOINT_URL_STS: url }, 0, '✓ eks auth'],
    ] as const) {
      const ran = await rolecall(['verify', ...podFlags('placed')], { ...by, ...variables })
      expect([ran.code, ran.out, ran.err]).toEqual([code, expect.stringContaining(mark), ''])
    }
  })

  it('assumes no role when told not to, and says so', async () => {
    const { code, out } = await shop.verify(...podFlags('fine'), '--no-assume', '--output', 'json')
    expect(code).toBe(0)
    const { steps, notes } = JSON.parse(out) as Verification
    expect(steps.map(({ name }) => name)).not.toContain('eks-auth')
    expect(steps.map(({ name }) => name)).not.toContain('caller-identity')
    expect(notes.at(-1)).toContain('what EKS Auth and STS answer')
  })

  it('asks for the pod that is named, and says what to do where there is none', async () => {
    await associated('pair')
    const { spec } = await shop.kubernetes.pods('shop').get('pair-a')
    await shop.kubernetes.pods('shop').create({ metadata: { name: 'pair-b' }, spec: spec! })
    const { code, out } = await shop.verify(...podFlags('pair'), '--pod', 'pair-b')
    expect([code, out]).toEqual([0, expect.stringContaining('the token of pod/pair-b\n')])
    for (const name of ['pair-a', 'pair-b']) await shop.kubernetes.pods('shop').delete(name)
    const none = await shop.verify(...podFlags('pair'))
    expect([none.code, marked(none.out)]).toEqual([2, '✓✓~·✓✓✓✓✓·~·'])
    expect(none.out).toContain(
      [
        '~ eks auth           not looked at: no pod of it is there, and EKS Auth takes a token that is bound to a pod only',
        '    check: start a pod of it and verify again; a process in place of one: rolecall run --cluster shop -n shop --service-account pair -- aws sts get-caller-identity',
        '',
      ].join('\n'),
    )
  })

  it('does not blame the set-up for a caller who may not ask EKS Auth', async () => {
    const { code, out } = await byOperator(...podFlags('fine'))
    expect([code, marked(out)]).toEqual([2, '✓✓✓✓✓✓✓✓✓✓~·'])
    expect(out).toMatch(
      /~ eks auth {11}not looked at: these credentials may not ask EKS Auth: \(AccessDeniedException\): User: \S+ is not authorized to perform: eks-auth:AssumeRoleForPodIdentity on resource: \S+ because no identity-based policy allows the eks-auth:AssumeRoleForPodIdentity action, fault: client\n {4}check: verify with credentials that may eks-auth:AssumeRoleForPodIdentity on arn:aws:eks:us-east-1:111122223333:cluster\/shop, as the nodes may; or ask in the pod: kubectl exec fine-a -n shop --kubeconfig \S+ -- aws sts get-caller-identity\n/,
    )
    expect(out).toContain(
      '\nUndecided: ServiceAccount shop/fine of cluster shop: every step holds but eks auth, which was not looked at; with --no-assume it does not count\n',
    )
  })

  it('crosses a trust policy that lets EKS tag no session, and mends it', async () => {
    await associated('untagged')
    await setTrust('untagged', trust(['sts:AssumeRole']))
    const { code, out } = await shop.verify(...podFlags('untagged'), '--no-assume')
    expect(code).toBe(1)
    expect(out).toMatch(/✗ trust policy {7}.*sts:TagSession for pods\.eks\.amazonaws\.com\n/)
    const [, mended = ''] = /--policy-document '(.+)'$/m.exec(out) ?? []
    await setTrust('untagged', JSON.parse(mended))
    expect((await shop.verify(...podFlags('untagged'), '--no-assume')).code).toBe(0)
  })

  it('crosses a target role that is not there', async () => {
    await associated('hopping', '--target-role-arn', 'arn:aws:iam::111122223333:role/data')
    const { code, out } = await shop.verify(...podFlags('hopping'))
    expect([code, marked(out)]).toEqual([1, '✓✓✓✓✓✓✓✗~✓✗·'])
    expect(out).toContain(
      '    error: (AccessDeniedException): Unauthorized Exception! EKS does not have permissions to assume the associated role., fault: client\n    fix:   mend target role first, above\n',
    )
    expect(out).toContain('✗ target role        there is no role arn:aws:iam::111122223333:role/data\n')
  })

  it('crosses a ServiceAccount that has both, and pods that have the other', async () => {
    const role = ['--role-name', 'both', '--policy-arn', 'arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess']
    expect((await rolecall(['associate', ...podFlags('reports'), ...role], shop.environment)).code).toBe(0)
    const { code, out } = await shop.verify(...podFlags('reports'), '--no-assume')
    expect(code).toBe(1)
    expect(out).toContain(
      `✗ wiring             it is annotated with role ${readerArn} and associated with role`,
    )
    expect(out).toContain(
      'fix:   kubectl annotate serviceaccount reports -n shop eks.amazonaws.com/role-arn-',
    )
    expect(out).toContain(`✗ pods               pod/reports-a still has role ${readerArn} by the annotation`)
    expect(out).toContain('fix:   kubectl delete pod/reports-a -n shop')
  })
})
