import { CreatePodIdentityAssociationCommand, EKSClient } from '@aws-sdk/client-eks'
import { CreateRoleCommand, IAMClient } from '@aws-sdk/client-iam'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { type FakeKubernetes, fakeKubernetes } from '../e2e/fake-kubernetes.ts'
import { rolecall } from '../e2e/rolecall.ts'
import { account, type ClusterWorld, startClusterWorld } from './cluster-world.ts'

let world: ClusterWorld
let there: FakeKubernetes
beforeAll(async () => {
  world = await startClusterWorld()
})
afterAll(() => world?.stop())
beforeEach(async () => {
  there = await fakeKubernetes()
  there.isOpen = true
  return () => there.close()
})

const time = String.raw`\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ`
const roleArn = (name: string) => `arn:aws:iam::${account}:role/${name}`

async function associate(clusterName: string, serviceAccount: string, more: object = {}) {
  const AssumeRolePolicyDocument = JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Service: 'pods.eks.amazonaws.com' },
        Action: ['sts:AssumeRole', 'sts:TagSession'],
      },
    ],
  })
  const RoleName = `${clusterName}-${serviceAccount}`
  await new IAMClient(world.settings()).send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument }))
  const names = { clusterName, namespace: 'shop', serviceAccount, roleArn: roleArn(RoleName) }
  await new EKSClient(world.settings()).send(new CreatePodIdentityAssociationCommand({ ...names, ...more }))
}

it('says what goes with it, until when its sessions live, and what ends them', async () => {
  await world.run('register', 'edge', '--kubeconfig', there.kubeconfig)
  await associate('edge', 'batch')
  await associate('edge', 'cron', { disableSessionTags: true })
  const { code, out, err } = await world.run('deregister', 'edge')
  expect([code, err]).toEqual([0, ''])
  const [head, went, ...lines] = out.split('\n')
  expect(head).toBe('cluster edge: deregistered')
  expect(went).toMatch(
    new RegExp(
      `^Its 2 Pod Identity associations went with it\\. Credentials that their pods hold live on until ${time} at the latest\\. To end them now:$`,
    ),
  )
  const line = (name: string) =>
    `rolecall dissociate --cluster edge -n shop --service-account ${name} --revoke --role-arn ${roleArn(`edge-${name}`)}`
  expect(lines.slice(0, 2).sort()).toEqual([`  ${line('batch')}`, `  ${line('cron')} --whole-role`])
  expect(lines.slice(2)).toEqual([
    `The OIDC provider of ${there.url} is left, and takes tokens whose keys that issuer shows to anybody; keys that were uploaded, if any, are forgotten. Delete it where no role names it.`,
    '',
  ])
  const ended = await rolecall(line('batch').split(' ').slice(1), world.environment)
  expect([ended.code, ended.out]).toEqual([0, expect.stringContaining('are denied')])
})

it('tells one association as one, and programs which', async () => {
  await world.run('register', 'single', '--kubeconfig', there.kubeconfig)
  await associate('single', 'batch')
  const { code, out } = await world.run('deregister', 'single', '--output', 'json')
  const batch = { namespace: 'shop', serviceAccount: 'batch', roleArn: roleArn('single-batch') }
  expect([code, JSON.parse(out)]).toMatchObject([0, { name: 'single', associations: [batch] }])
})

it('says nothing of associations where there are none', async () => {
  await world.run('register', 'bare', '--kubeconfig', there.kubeconfig)
  const { out } = await world.run('deregister', 'bare')
  expect(out).toMatch(/^cluster bare: deregistered\nThe OIDC provider of .*\n$/)
})
