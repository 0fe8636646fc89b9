import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DescribeClusterCommand, EKSClient } from '@aws-sdk/client-eks'
import { IAMClient } from '@aws-sdk/client-iam'
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { exchange } from './exchange.ts'
import { onControlPlane } from './on-control-plane.ts'
import { roleFor } from './role-for.ts'
import { type ServingFor, servingFor } from './serving-for.ts'

const audience = 'sts.amazonaws.com'
const subject = 'system:serviceaccount:shop:default'
const providerOf = (issuer: string) =>
  `arn:aws:iam::111122223333:oidc-provider/${issuer.replace('https://', '')}`
const unreachable = 'https://kubernetes.default.svc.cluster.local'

onControlPlane('rolecall cluster register', (controlPlane) => {
  let server: ServingFor
  beforeAll(async () => {
    // It knows nothing of the authority: what it is told at the registration has to do.
    server = await servingFor()
    await controlPlane().makeNamespace('shop')
  })
  afterAll(() => server?.close())

  const token = async () => {
    const { status } = await controlPlane().api.requestToken('shop', 'default', { audiences: [audience] })
    return status?.token ?? ''
  }
  const register = (name: string, ...line: string[]) =>
    server.rolecall('cluster', 'register', name, '--kubeconfig', controlPlane().kubeconfig, ...line)
  const roleOf = (name: string, issuer: string) =>
    roleFor(server.client(IAMClient), name, { provider: providerOf(issuer), subject, audience })
  async function arnWith(role: string): Promise<string | undefined> {
    const credentials = await exchange(server.client(STSClient), role, await token())
    const caller = await server.client(STSClient, credentials).send(new GetCallerIdentityCommand({}))
    return caller.Arn
  }

  test('a cluster that serves its keys is one command, and its tokens earn credentials', async () => {
    const { url } = controlPlane()
    expect(register('edge')).toMatchObject({ code: 0, errors: '' })
    const role = await roleOf('edge', url)
    expect(await arnWith(role)).toBe('arn:aws:sts::111122223333:assumed-role/edge/e2e')
    const eks = server.client(EKSClient)
    const { cluster } = await eks.send(new DescribeClusterCommand({ name: 'edge' }))
    expect(cluster?.identity?.oidc?.issuer).toBe(url)
  })

  test('a second time changes nothing', () => {
    const again = register('edge', '--output', 'json')
    expect(again.code).toBe(0)
    expect(again.output).not.toMatch(/"(made|changed)"/)
  })

  test('rolecall run is a pod of it on this machine', async () => {
    const role = 'eks.amazonaws.com/role-arn=arn:aws:iam::111122223333:role/edge'
    const annotated = await controlPlane().kubectl([
      'annotate',
      'serviceaccount',
      'default',
      '-n',
      'shop',
      role,
    ])
    expect(annotated).toMatchObject({ code: 0 })
    const program = `
      import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts'
      console.log((await new STSClient({}).send(new GetCallerIdentityCommand({}))).Arn)`
    const { code, output, errors } = server.rolecall(
      ...['run', '--cluster', 'edge', '--kubeconfig', controlPlane().kubeconfig],
      ...['-n', 'shop', '--service-account', 'default', '--pod', 'local'],
      ...['--', process.execPath, '--input-type=module', '--eval', program],
    )
    expect([code, errors]).toEqual([0, ''])
    expect(output).toMatch(/^arn:aws:sts::111122223333:assumed-role\/edge\/local/)
    // Its Pod object went with it.
    expect((await controlPlane().api.pods('shop').list()).map(({ metadata }) => metadata?.name)).toEqual([])
  })

  test('its next key is followed without a word', async () => {
    await controlPlane().restart({ signing: controlPlane().makeKey('next') })
    const role = 'arn:aws:iam::111122223333:role/edge'
    expect(await arnWith(role)).toBe('arn:aws:sts::111122223333:assumed-role/edge/e2e')
  })

  test('a cluster whose issuer nobody reaches hands over its keys', async () => {
    await controlPlane().restart({ signing: controlPlane().makeKey('inside'), issuer: unreachable })
    expect(register('plant')).toMatchObject({ code: 0, errors: '' })
    const role = await roleOf('plant', unreachable)
    expect(await arnWith(role)).toBe('arn:aws:sts::111122223333:assumed-role/plant/e2e')
  })

  test('its next key is refused until it is handed over by the same command', async () => {
    await controlPlane().restart({ signing: controlPlane().makeKey('inside-next'), issuer: unreachable })
    const role = 'arn:aws:iam::111122223333:role/plant'
    await expect(arnWith(role)).rejects.toMatchObject({ name: 'InvalidIdentityTokenException' })
    expect(register('plant')).toMatchObject({ code: 0, errors: '' })
    expect(await arnWith(role)).toBe('arn:aws:sts::111122223333:assumed-role/plant/e2e')
  })

  test('a cluster that cannot be reached at all is registered by a file', async () => {
    const issuer = 'https://kubernetes.elsewhere.example.com'
    await controlPlane().restart({ signing: controlPlane().makeKey('elsewhere'), issuer })
    const { output: jwks } = await controlPlane().kubectl(['get', '--raw', '/openid/v1/jwks'])
    const file = join(controlPlane().folder, 'jwks.json')
    writeFileSync(file, jwks)
    const registered = server.rolecall('cluster', 'register', 'elsewhere', '--issuer', issuer, '--jwks', file)
    expect(registered).toMatchObject({ code: 0, errors: '' })
    const role = await roleOf('elsewhere', issuer)
    expect(await arnWith(role)).toBe('arn:aws:sts::111122223333:assumed-role/elsewhere/e2e')
  })

  test('tokens of one cluster are nothing to the role of another', async () => {
    await expect(arnWith('arn:aws:iam::111122223333:role/plant')).rejects.toMatchObject({
      name: 'AccessDenied',
    })
  })

  test('a cluster that shows its keys to nobody without a name hands them over, too', async () => {
    const binding = 'system:service-account-issuer-discovery-for-anyone'
    expect(await controlPlane().kubectl(['delete', 'clusterrolebinding', binding])).toMatchObject({ code: 0 })
    await controlPlane().restart({ signing: controlPlane().makeKey('closed') })
    const role = 'arn:aws:iam::111122223333:role/edge'
    await expect(arnWith(role)).rejects.toMatchObject({ name: 'InvalidIdentityTokenException' })
    expect(register('edge')).toMatchObject({ code: 0, errors: '' })
    expect(await arnWith(role)).toBe('arn:aws:sts::111122223333:assumed-role/edge/e2e')
  })

  test('one that is deregistered has no more roles', async () => {
    expect(server.rolecall('cluster', 'deregister', 'edge')).toMatchObject({ code: 0, errors: '' })
    await expect(arnWith('arn:aws:iam::111122223333:role/edge')).rejects.toMatchObject({
      name: 'InvalidIdentityTokenException',
    })
  })
})
