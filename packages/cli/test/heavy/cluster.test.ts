import { CreateClusterCommand, DescribeClusterCommand, EKSClient } from '@aws-sdk/client-eks'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
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
  return () => there.close()
})

it('no credentials of the caller go to the endpoint of a connected cluster', async () => {
  there.isOpen = true
  await world.run('register', 'shy', '--kubeconfig', there.kubeconfig)
  const who = ['--cluster', 'shy', '-n', 'default', '--service-account', 'default']
  const { code, err } = await rolecall(['token', ...who], world.environment)
  expect([code, err]).toEqual([2, expect.stringMatching(/shy is a connected one, .* give --kubeconfig\n$/)])
})

it.each([
  ['verify', []],
  ['associate', ['--role-arn', `arn:aws:iam::${account}:role/any`]],
])('%s of a misspelt name finds a registered one', async (command, more) => {
  there.isOpen = true
  await world.run('register', `edge-${command}`, '--kubeconfig', there.kubeconfig)
  const who = ['--cluster', `egde-${command}`, '-n', 'default', '--service-account', 'default']
  const { code, err } = await rolecall([command, ...who, ...more], world.environment)
  expect([code, err]).toEqual([
    2,
    expect.stringContaining(`; --cluster edge-${command} differs by two letters that changed places\n`),
  ])
})

describe('rolecall cluster', () => {
  it.each([
    [[], /what\? Say rolecall cluster register NAME/],
    [['remove'], /what\?/],
    [['__proto__'], /what\?/],
    [['list', 'x'], /cluster list takes no name/],
    [['rotate'], /cluster rotate takes one name/],
    [['rotate', 'none'], /No cluster found for name: none\./],
    [['deregister', 'none'], /No cluster found for name: none\./],
  ])('%j is refused with 2 and says why', async (args, words) => {
    const { code, out, err } = await world.run(...args)
    expect([code, out]).toEqual([2, ''])
    expect(err).toMatch(words)
  })

  it('lists, rotates and deregisters', async () => {
    const eks = new EKSClient(world.settings())
    const roleArn = `arn:aws:iam::${account}:role/eks`
    await eks.send(new CreateClusterCommand({ name: 'turns', roleArn, resourcesVpcConfig: {} }))
    const issuerOf = async () =>
      (await eks.send(new DescribeClusterCommand({ name: 'turns' }))).cluster?.identity?.oidc?.issuer
    await expect.poll(issuerOf).toMatch(/^http/)
    const issuer = await issuerOf()
    const published = async () =>
      ((await (await fetch(`${issuer}/keys`)).json()) as { keys: unknown[] }).keys.length
    const now = await world.run('rotate', 'turns', '--immediately')
    expect(now).toMatchObject({ code: 0, err: '' })
    expect(now.out).toMatch(/^cluster turns: a new key is published and signs now; /)
    expect(await published()).toBe(2)
    const later = await world.run('rotate', 'turns', '--output', 'json')
    expect(JSON.parse(later.out)).toEqual({ name: 'turns', signs: 'in an hour' })

    there.isOpen = true
    await world.run('register', 'guest', '--kubeconfig', there.kubeconfig)
    const listed = await world.run('list')
    expect(listed.out).toMatch(new RegExp(`^guest +connected +ACTIVE +${there.url}$`, 'm'))
    expect(listed.out).toMatch(new RegExp(`^turns +made +ACTIVE +${issuer}$`, 'm'))
    const gone = await world.run('deregister', 'guest')
    expect(gone).toMatchObject({ code: 0, err: '' })
    expect(gone.out).toContain(`The OIDC provider of ${there.url} is left`)
    const { clusters } = JSON.parse((await world.run('list', '--output', 'json')).out)
    expect(clusters.map(({ name }: { name: string }) => name)).not.toContain('guest')
  })
})
