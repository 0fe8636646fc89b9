import { readFileSync } from 'node:fs'
import { CloudTrailClient, LookupEventsCommand } from '@aws-sdk/client-cloudtrail'
import { CreateOpenIDConnectProviderCommand, IAMClient } from '@aws-sdk/client-iam'
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts'
import { importPKCS8, SignJWT } from 'jose'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { exchange } from './exchange.ts'
import { onControlPlane } from './on-control-plane.ts'
import { roleFor } from './role-for.ts'
import { type ServingFor, servingFor } from './serving-for.ts'

const audience = 'sts.amazonaws.com'

onControlPlane('tokens of the TokenRequest API', (controlPlane) => {
  let server: ServingFor
  let role: string
  let sts: STSClient

  beforeAll(async () => {
    const { api, url } = controlPlane()
    server = await servingFor(controlPlane())
    sts = server.client(STSClient)
    await controlPlane().makeNamespace('shop')
    for (const name of ['reports', 'batch']) await api.serviceAccounts('shop').create({ metadata: { name } })
    await api.pods('shop').create({
      metadata: { name: 'reports-1' },
      spec: { serviceAccountName: 'reports', containers: [{ name: 'main', image: 'reports' }] },
    })
    const iam = server.client(IAMClient)
    const { OpenIDConnectProviderArn: provider = '' } = await iam.send(
      new CreateOpenIDConnectProviderCommand({ Url: url, ClientIDList: [audience] }),
    )
    role = await roleFor(iam, 'reports', {
      provider,
      subject: 'system:serviceaccount:shop:reports',
      audience,
    })
  })
  afterAll(() => server?.close())

  const tokenOf = async (serviceAccount: string, spec: { audiences: string[]; pod?: string }) => {
    const { audiences, pod } = spec
    const boundObjectRef = pod === undefined ? {} : { boundObjectRef: { kind: 'Pod', name: pod } }
    const request = { audiences, expirationSeconds: 600, ...boundObjectRef }
    const { status } = await controlPlane().api.requestToken('shop', serviceAccount, request)
    return status?.token ?? ''
  }

  test('earn the credentials of the role', async () => {
    const credentials = await exchange(sts, role, await tokenOf('reports', { audiences: [audience] }))
    const caller = await server.client(STSClient, credentials).send(new GetCallerIdentityCommand({}))
    expect(caller.Arn).toBe('arn:aws:sts::111122223333:assumed-role/reports/e2e')
  })

  test('name the pod that they are bound to in the trail', async () => {
    const token = await tokenOf('reports', { audiences: [audience], pod: 'reports-1' })
    const credentials = await exchange(sts, role, token)
    const { metadata } = await controlPlane().api.pods('shop').get('reports-1')
    const { Events = [] } = await server.client(CloudTrailClient).send(
      new LookupEventsCommand({
        LookupAttributes: [{ AttributeKey: 'EventName', AttributeValue: 'AssumeRoleWithWebIdentity' }],
      }),
    )
    const records = Events.map(({ CloudTrailEvent = '{}' }) => JSON.parse(CloudTrailEvent))
    const record = records.find(
      ({ responseElements }) => responseElements?.credentials?.accessKeyId === credentials.accessKeyId,
    )
    expect(record?.additionalEventData.kubernetes).toMatchObject({
      namespace: 'shop',
      serviceAccount: 'reports',
      pod: 'reports-1',
      podUid: metadata?.uid,
    })
  })

  test.each([
    [
      'for another audience',
      'reports',
      ['elsewhere'],
      'InvalidIdentityTokenException',
      'Incorrect token audience',
    ],
    [
      'for the kube-apiserver itself',
      'reports',
      [],
      'InvalidIdentityTokenException',
      'Incorrect token audience',
    ],
    [
      'of another ServiceAccount',
      'batch',
      [audience],
      'AccessDenied',
      'Not authorized to perform sts:AssumeRoleWithWebIdentity',
    ],
  ])('%s are refused', async (_what, serviceAccount, audiences, name, message) => {
    const token = await tokenOf(serviceAccount, { audiences })
    await expect(exchange(sts, role, token)).rejects.toMatchObject({ name, message })
  })

  test('are refused when another key signed what they say', async () => {
    const [header, claims] = (await tokenOf('reports', { audiences: [audience] })).split('.')
    const read = (part = '') => JSON.parse(Buffer.from(part, 'base64url').toString())
    const key = await importPKCS8(
      readFileSync(controlPlane().makeKey('stranger').privateFile, 'utf8'),
      'RS256',
    )
    const forged = await new SignJWT(read(claims)).setProtectedHeader(read(header)).sign(key)
    await expect(exchange(sts, role, forged)).rejects.toMatchObject({
      name: 'InvalidIdentityTokenException',
      message: 'The signature of the token is not its issuer’s.',
    })
  })
})
