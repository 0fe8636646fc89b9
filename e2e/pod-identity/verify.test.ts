import {
  CreatePodIdentityAssociationCommand,
  DeletePodIdentityAssociationCommand,
  EKSClient,
  ListPodIdentityAssociationsCommand,
} from '@aws-sdk/client-eks'
import {
  DeleteRoleCommand,
  DetachRolePolicyCommand,
  IAMClient,
  UpdateAssumeRolePolicyCommand,
} from '@aws-sdk/client-iam'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { nothingOfAws } from '../nothing-of-aws.ts'
import { onControlPlane } from '../on-control-plane.ts'
import { type ServingFor, servingFor } from '../serving-for.ts'
import { askWebhook } from '../webhook/ask-webhook.ts'
import { installWebhook } from '../webhook/install-webhook.ts'
import { nodeCredentials } from './node-credentials.ts'

const PolicyArn = 'arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess'
const unauthorized =
  '    error: (AccessDeniedException): Unauthorized Exception! EKS does not have permissions to assume the associated role., fault: client\n'

/** The webhook as it is installed, with no agent: verify takes its place. */
onControlPlane('rolecall verify of EKS Pod Identity', (controlPlane) => {
  let server: ServingFor
  let iam: IAMClient
  let eks: EKSClient
  let webhook: Awaited<ReturnType<typeof installWebhook>> | undefined
  beforeAll(async () => {
    server = await servingFor()
    iam = server.client(IAMClient)
    eks = server.client(EKSClient)
    const { kubeconfig } = controlPlane()
    const registered = server.rolecall('cluster', 'register', 'edge', '--kubeconfig', kubeconfig)
    expect(registered).toMatchObject({ code: 0 })
    const { accessKeyId, secretAccessKey, sessionToken } = await nodeCredentials(server, 'edge')
    webhook = await installWebhook(
      controlPlane(),
      ['--cluster-name=edge', '--aws-default-region=us-east-1'],
      {
        ...nothingOfAws(),
        AWS_ACCESS_KEY_ID: accessKeyId,
        AWS_SECRET_ACCESS_KEY: secretAccessKey,
        AWS_SESSION_TOKEN: sessionToken,
        AWS_ENDPOINT_URL: server.url,
        AWS_REGION: 'us-east-1',
      },
    )
    await askWebhook(controlPlane(), 'Fail')
  })
  afterAll(async () => {
    await webhook?.stop()
    await server?.close()
  })

  const of = (name: string) => [
    ...['--cluster', 'edge', '-n', 'shop', '--service-account', name],
    ...['--kubeconfig', controlPlane().kubeconfig],
  ]
  /** The marks of its steps, and all that it printed. */
  function verified(name: string, ...more: string[]) {
    const { code, output } = server.rolecall('verify', ...of(name), ...more)
    const marks = output.split('\n').flatMap((line) => line.match(/^[✓✗~·]/) ?? [])
    return { code, marks: marks.join(''), output }
  }
  /** Associates a ServiceAccount with a role of its name, and makes a pod of it. */
  async function wired(name: string): Promise<void> {
    const line = ['--role-name', name, '--policy-arn', PolicyArn, '--create-service-account']
    expect(server.rolecall('associate', ...of(name), ...line)).toMatchObject({ code: 0 })
    const pod = {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: `${name}-1`, namespace: 'shop' },
      spec: { serviceAccountName: name, containers: [{ name: 'main', image: 'main' }] },
    }
    expect(await controlPlane().kubectl(['create', '-f', '-'], pod)).toMatchObject({ code: 0 })
  }

  test('ticks what holds, by a token that kube-apiserver bound to a pod', async () => {
    await wired('reports')
    const { code, marks, output } = verified('reports')
    expect([code, marks]).toEqual([0, '✓✓✓✓✓✓✓✓✓✓✓✓'])
    expect(output).toContain('EKS Auth gives credentials for the token of pod/reports-1\n')
    expect(output).toMatch(
      /STS calls it arn:aws:sts::111122223333:assumed-role\/reports\/eks-edge-reports-1-[\da-f-]{36}\n/,
    )
    expect(output).not.toMatch(/eyJ|ASIA/)
  })

  test('without a pod nothing is asked, and it says what to do', async () => {
    await wired('idle')
    await controlPlane().api.pods('shop').delete('idle-1', { gracePeriodSeconds: 0 })
    const { code, marks, output } = verified('idle')
    expect(code).toBe(2)
    expect(marks).toMatch(/^✓✓~·✓[✓~]✓✓✓·~·$/)
    expect(output).toContain(
      'EKS Auth takes a token that is bound to a pod only\n    check: start a pod of it',
    )
  })

  test('crosses a trust policy without sts:TagSession, and its fix mends it', async () => {
    await wired('untagged')
    const setTrust = (PolicyDocument: string) =>
      iam.send(new UpdateAssumeRolePolicyCommand({ RoleName: 'untagged', PolicyDocument }))
    const Principal = { Service: 'pods.eks.amazonaws.com' }
    const Statement = [{ Effect: 'Allow', Principal, Action: 'sts:AssumeRole' }]
    await setTrust(JSON.stringify({ Version: '2012-10-17', Statement }))
    const { code, marks, output } = verified('untagged')
    expect(code).toBe(1)
    expect(marks).toMatch(/^✓✓✓✓✓[✓~]✗✓✓✓✗·$/)
    expect(output).toMatch(/✗ trust policy .*sts:TagSession for pods\.eks\.amazonaws\.com\n/)
    expect(output).toMatch(/✗ eks auth +EKS Auth refuses the token: AccessDeniedException\n/)
    expect(output).toContain(`${unauthorized}    fix:   mend trust policy first, above\n`)
    const [, mended = ''] = /--policy-document '(.+)'$/m.exec(output) ?? []
    await setTrust(mended)
    expect(verified('untagged')).toMatchObject({ code: 0 })
  })

  test('crosses an association of a misspelt ServiceAccount, from both sides', async () => {
    await wired('orders')
    const clusterName = 'edge'
    const { associations = [] } = await eks.send(
      new ListPodIdentityAssociationsCommand({ clusterName, serviceAccount: 'orders' }),
    )
    const [{ associationId } = {}] = associations
    await eks.send(new DeletePodIdentityAssociationCommand({ clusterName, associationId }))
    const misspelt = { clusterName, namespace: 'shop', serviceAccount: 'order' }
    await eks.send(
      new CreatePodIdentityAssociationCommand({
        ...misspelt,
        roleArn: 'arn:aws:iam::111122223333:role/orders',
      }),
    )
    const right = verified('orders')
    expect([right.code, right.marks.slice(0, 2)]).toEqual([1, '✓✗'])
    expect(right.output).toContain('there is one for shop/order, which differs by one letter\n')
    const create =
      'aws eks create-pod-identity-association --cluster-name edge --namespace shop --service-account orders --role-arn '
    expect(right.output).toContain(`    fix:   ${create}`)
    const wrong = verified('order')
    expect([wrong.code, wrong.marks[0]]).toEqual([1, '✗'])
    expect(wrong.output).toContain(
      'there is no ServiceAccount order in namespace shop of cluster edge; orders differs by one letter, and an association names the one that is not there\n',
    )
    expect(wrong.output).toContain(
      `    fix:   ${create}arn:aws:iam::111122223333:role/orders && aws eks delete-`,
    )
  })

  test('crosses a role that was deleted', async () => {
    await wired('gone')
    await iam.send(new DetachRolePolicyCommand({ RoleName: 'gone', PolicyArn }))
    await iam.send(new DeleteRoleCommand({ RoleName: 'gone' }))
    const { code, marks, output } = verified('gone')
    expect(code).toBe(1)
    expect(marks).toMatch(/^✓✓✓✓✓[✓~]✗✓·✓✗·$/)
    expect(output).toContain('✗ trust policy       there is no role arn:aws:iam::111122223333:role/gone')
    expect(output).toContain(unauthorized)
    expect(output).toContain('    fix:   aws iam create-role --role-name gone --assume-role-policy-document ')
  })
})
