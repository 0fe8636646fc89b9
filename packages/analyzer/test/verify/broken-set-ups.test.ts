import {
  AddClientIDToOpenIDConnectProviderCommand,
  CreateOpenIDConnectProviderCommand,
  CreateRoleCommand,
  DeleteOpenIDConnectProviderCommand,
  PutRolePolicyCommand,
  RemoveClientIDFromOpenIDConnectProviderCommand,
  UpdateAssumeRolePolicyCommand,
} from '@aws-sdk/client-iam'
import { STSClient } from '@aws-sdk/client-sts'
import { collectSetup, type Step, type Verification, verify } from '@rolecall/analyzer'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { podManifest } from '../../../cli/src/run/pod-manifest.ts'
import { exchangeToken } from '../../../cli/src/verify/exchange-token.ts'
import { type Shop, startShop } from '../start-shop.ts'
import { type BrokenSetUp, brokenSetUps, type Given } from './broken-set-ups.data.ts'
import { wiredPod } from './wired-pod.ts'

let shop: Shop
const roleKey = 'eks.amazonaws.com/role-arn'
const policy = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: '*' }],
}

beforeAll(async () => {
  shop = await startShop()
})
afterAll(async () => {
  expect(shop.server.errors).toEqual([])
  await shop.server.close()
})

const exchange = (token: string, roleArn: string) =>
  exchangeToken(
    {
      sts: async () => shop.server.client(STSClient),
      stsAs: async (credentials) => shop.server.client(STSClient, { credentials }),
    },
    token,
    roleArn,
  )

const unexpected = () => Promise.reject(new Error('no set-up here is associated'))

async function verified(serviceAccount: string, assume = true): Promise<Verification> {
  const subject = { cluster: 'shop', namespace: 'shop', serviceAccount, at: shop.server.now() }
  const doors = {
    ...shop.doors(),
    fetch,
    now: shop.server.now(),
    ...(assume ? { exchange: { irsa: exchange, 'pod-identity': unexpected } } : {}),
  }
  return verify(await collectSetup(subject, doors), subject)
}

/** A name that none of the others is a slip of. */
const unlike = (at: number) =>
  [at % 26, Math.floor(at / 26)].map((one) => String.fromCharCode(97 + one).repeat(5)).join('')

const stepOf = ({ steps }: Verification, name: string): Step => steps.find((one) => one.name === name)!

/** What STS answers to a token of the ServiceAccount, as the AWS CLI prints it. */
async function answerOfSts(serviceAccount: string, roleArn: string, audience: string): Promise<string> {
  const { status } = await shop.kubernetes.requestToken('shop', serviceAccount, { audiences: [audience] })
  const answer = await exchange(status?.token ?? '', roleArn)
  return answer.state === 'refused'
    ? `An error occurred (${answer.code}) when calling the AssumeRoleWithWebIdentity operation: ${answer.message}`
    : answer.state
}

describe('what holds', () => {
  test('every step is a tick, and the session is the pod’s', async () => {
    const arn = await shop.role('good', { policy })
    await shop.serviceAccount('good', { [roleKey]: arn })
    await shop.kubernetes.pods('shop').create(wiredPod('good-a', 'good', arn))
    const answer = await verified('good')
    expect(answer.steps.map(({ name, state }) => [name, state])).toEqual(
      [
        'service-account',
        'wiring',
        'pods',
        'environment',
        'token',
        'issuer',
        'provider',
        'trust-policy',
        'permissions',
        'credential-source',
        'caller-identity',
      ].map((name) => [name, 'ok']),
    )
    expect(answer).toMatchObject({ result: 'ok', method: 'irsa', namespace: 'shop', serviceAccount: 'good' })
    expect(stepOf(answer, 'caller-identity').sentence).toBe(
      'STS calls it arn:aws:sts::111122223333:assumed-role/good/rolecall-verify',
    )
    // Neither the token nor keys are in the answer.
    expect(JSON.stringify(answer)).not.toMatch(/eyJ|ASIA[A-Z2-7]{16}/)
    expect(JSON.parse(JSON.stringify(answer))).toEqual(answer)
  })

  test('without assuming the role the step is left out, and the answer says so', async () => {
    const answer = await verified('good', false)
    expect(answer.result).toBe('ok')
    expect(answer.steps.map(({ name }) => name)).not.toContain('caller-identity')
    expect(answer.notes.join()).toContain('--no-assume')
  })

  test('without pods nothing of pods is a tick', async () => {
    const arn = await shop.role('idle', { policy })
    await shop.serviceAccount('idle', { [roleKey]: arn })
    const answer = await verified('idle')
    expect(answer.result).toBe('undecided')
    expect(stepOf(answer, 'pods')).toMatchObject({
      state: 'not-looked-at',
      sentence: 'not looked at: no pod of it runs',
    })
    expect(stepOf(answer, 'environment').state).toBe('not-reached')
    expect(answer.sentence).toBe(
      'ServiceAccount shop/idle of cluster shop: nothing is wrong as far as was looked; pods was not',
    )
    expect(stepOf(answer, 'caller-identity').state).toBe('ok')
  })

  test('an issuer whose certificate is not trusted here is not looked at, and the check says how it is', async () => {
    const cause = Object.assign(new Error('self-signed'), { code: 'SELF_SIGNED_CERT_IN_CHAIN' })
    const untrusting = () => Promise.reject(new TypeError('fetch failed', { cause }))
    const subject = { cluster: 'shop', namespace: 'shop', serviceAccount: 'good', at: shop.server.now() }
    const doors = { ...shop.doors(), fetch: untrusting, now: shop.server.now() }
    const answer = verify(await collectSetup(subject, doors), subject)
    expect(stepOf(answer, 'issuer')).toEqual({
      name: 'issuer',
      state: 'not-looked-at',
      sentence: `not looked at: ${shop.issuer} from this machine: the issuer shows a certificate of an authority that is not trusted here`,
      findings: [],
      check:
        'NODE_EXTRA_CA_CERTS=FILE rolecall verify --cluster shop -n shop --service-account good, where FILE holds that authority; a Rolecall server believes it once told: rolecall cluster register shop --kubeconfig FILE',
    })
  })

  test.each([
    ['nobody can ask', () => Promise.reject(new Error('down'))],
    ['anybody can ask', fetch],
  ])('keys that STS has not, of an issuer that %s, are uploaded again or published', async (_name, fetch) => {
    const refused = {
      state: 'refused',
      by: 'AssumeRoleWithWebIdentity',
      code: 'InvalidIdentityToken',
      message:
        "Couldn't retrieve verification key from your identity provider,  please reference AssumeRoleWithWebIdentity documentation for requirements",
    } as const
    const subject = { cluster: 'shop', namespace: 'shop', serviceAccount: 'good', at: shop.server.now() }
    const exchange = { irsa: async () => refused, 'pod-identity': unexpected }
    const doors = { ...shop.doors(), fetch, now: shop.server.now(), exchange }
    const answer = verify(await collectSetup(subject, doors), subject, undefined, { kubeconfig: 'edge' })
    const { state, findings } = stepOf(answer, 'issuer')
    expect([state, findings[0]?.kind]).toEqual(['broken', 'keys-not-published'])
    expect(findings[0]?.sentence).toContain(`STS has no key of ${shop.issuer} that the token is signed with`)
    expect(findings[0]?.fix).toContain(
      'rolecall cluster register shop --upload-keys --kubeconfig edge; where',
    )
    expect(findings[0]?.fix).toContain(`publish ${shop.issuer}/.well-known/openid-configuration`)
    expect(findings[0]?.error).toContain(refused.message)
  })

  test('a pod that a process of rolecall run stands for was given nothing, and that is right', async () => {
    const arn = await shop.role('local', { policy })
    await shop.serviceAccount('local', { [roleKey]: arn })
    const manifest = podManifest('shop', 'local-a', 'local', ['aws'])
    await shop.kubernetes.pods('shop').create(manifest)
    const answer = await verified('local')
    expect(answer.result).toBe('undecided')
    expect(stepOf(answer, 'pods').sentence).toBe(
      'not looked at: no pod of it runs but pod/local-a, for which a process of rolecall run stands',
    )
    expect(stepOf(answer, 'environment').state).toBe('not-reached')
    expect(stepOf(answer, 'caller-identity').state).toBe('ok')
  })
})

describe('what is broken', () => {
  test.each(brokenSetUps.map((one, at) => ({ ...one, own: unlike(at) })))('$name', async (broken) => {
    const given = await arrange(broken, broken.own)
    const text = (of: BrokenSetUp['fix']) => (typeof of === 'string' ? of : of(given))
    const answer = await verified(broken.own)
    const step = stepOf(answer, broken.step)
    const [finding] = step.findings
    expect([step.state, finding?.kind, answer.result]).toEqual(['broken', broken.kind, 'broken'])
    expect(finding?.sentence).toContain(text(broken.sentence))
    expect(finding?.fix).toContain(text(broken.fix))
    if (broken.error === undefined) expect(finding?.error).toBeUndefined()
    else expect(finding?.error).toContain(text(broken.error))
    // The first cross is the cause.
    expect(answer.steps.find(({ state }) => state === 'broken')?.name).toBe(broken.step)
    if (broken.answered) {
      const annotations = broken.annotations?.(given) ?? {}
      const asked = annotations[roleKey] ?? given.roleArn
      const audience = annotations['eks.amazonaws.com/audience'] ?? 'sts.amazonaws.com'
      expect(await answerOfSts(broken.own, asked, audience)).toBe(finding?.error)
      expect(stepOf(answer, 'caller-identity').findings[0]?.error).toBe(finding?.error)
    }
    if (broken.mends) {
      await carryOut(finding!.fix!)
      expect(stepOf(await verified(broken.own), broken.step).state).toBe('ok')
    }
  })
})

describe('of the provider, which all share', () => {
  const noProvider = () =>
    `An error occurred (InvalidIdentityToken) when calling the AssumeRoleWithWebIdentity operation: No OpenIDConnect provider found in your account for ${shop.issuer}`

  test('M3 the audience is no client id, and M1 there is none', async () => {
    const arn = await shop.role('shared', { policy })
    await shop.serviceAccount('shared', { [roleKey]: arn })
    const OpenIDConnectProviderArn = `arn:aws:iam::111122223333:oidc-provider/${shop.hostPath}`
    const ClientID = 'sts.amazonaws.com'
    await shop.iam.send(
      new RemoveClientIDFromOpenIDConnectProviderCommand({ OpenIDConnectProviderArn, ClientID }),
    )
    const [client] = stepOf(await verified('shared'), 'provider').findings
    expect(client).toMatchObject({
      kind: 'client-id',
      fix: `aws iam add-client-id-to-open-id-connect-provider --open-id-connect-provider-arn ${OpenIDConnectProviderArn} --client-id ${ClientID}`,
      error: await answerOfSts('shared', arn, ClientID),
    })
    await shop.iam.send(new AddClientIDToOpenIDConnectProviderCommand({ OpenIDConnectProviderArn, ClientID }))
    await shop.iam.send(new DeleteOpenIDConnectProviderCommand({ OpenIDConnectProviderArn }))
    const [absent] = stepOf(await verified('shared'), 'provider').findings
    expect(absent).toMatchObject({
      kind: 'no-provider',
      fix: `aws iam create-open-id-connect-provider --url ${shop.issuer} --client-id-list ${ClientID}`,
      error: noProvider(),
    })
    expect(await answerOfSts('shared', arn, ClientID)).toBe(noProvider())
    await shop.iam.send(
      new CreateOpenIDConnectProviderCommand({ Url: shop.issuer, ClientIDList: [ClientID] }),
    )
    expect(stepOf(await verified('shared'), 'provider').state).toBe('ok')
  })

  test('M2 the role is in another account than the provider', async () => {
    const arn = 'arn:aws:iam::444455556666:role/elsewhere'
    await shop.serviceAccount('elsewhere', { [roleKey]: arn })
    const [finding] = stepOf(await verified('elsewhere'), 'provider').findings
    expect(finding).toMatchObject({
      kind: 'provider-in-other-account',
      error: noProvider(),
      fix: `aws iam create-open-id-connect-provider --url ${shop.issuer} --client-id-list sts.amazonaws.com   # with credentials of account 444455556666, the role's`,
    })
    expect(finding?.sentence).toContain('the cluster is in account 111122223333')
    expect(await answerOfSts('elsewhere', arn, 'sts.amazonaws.com')).toBe(noProvider())
    // Without an answer of STS nobody knows what the other account has.
    expect(stepOf(await verified('elsewhere', false), 'provider').state).toBe('not-looked-at')
  })
})

async function arrange(broken: BrokenSetUp, name: string): Promise<Given> {
  const { hostPath } = shop
  const providerArn = `arn:aws:iam::111122223333:oidc-provider/${hostPath}`
  const given: Given = {
    name,
    roleArn: `arn:aws:iam::111122223333:role/${name}`,
    hostPath,
    providerArn,
  }
  const condition = broken.condition?.(given)
  const trust =
    broken.trust?.(given) ??
    (condition && {
      Version: '2012-10-17',
      Statement: [
        {
          Sid: 'Pods',
          Effect: 'Allow',
          Principal: { Federated: providerArn },
          Action: 'sts:AssumeRoleWithWebIdentity',
          Condition: condition,
        },
      ],
    })
  if (broken.role !== false) {
    await shop.role(name, {
      ...(trust ? { trust } : {}),
      ...(broken.role?.policy === false ? {} : { policy }),
      ...(broken.role?.boundary ? { boundary: broken.role.boundary } : {}),
    })
  }
  const annotations = broken.annotations?.(given) ?? { [roleKey]: given.roleArn }
  if (broken.serviceAccount !== false) {
    const fieldsV1 = { 'f:metadata': { 'f:annotations': { [`f:${roleKey}`]: {} } } }
    const managedFields = [{ manager: 'kubectl', operation: 'Update', time: broken.annotatedAt, fieldsV1 }]
    await shop.kubernetes.serviceAccounts('shop').create({
      metadata: { name, annotations, ...(broken.annotatedAt ? { managedFields } : {}) },
    } as Parameters<ReturnType<Shop['kubernetes']['serviceAccounts']>['create']>[0])
  }
  if (broken.later) shop.server.advance(10_000)
  const pods = broken.pods?.(given) ?? [wiredPod(`${name}-a`, name, given.roleArn)]
  for (const pod of pods) await shop.kubernetes.pods('shop').create(pod)
  return given
}

/** Carries out a fix as its command says it. */
async function carryOut(fix: string): Promise<void> {
  const [, RoleName = '', PolicyDocument = ''] =
    /^aws iam (?:update-assume-role-policy|create-role) --role-name (\S+) --\S+ '(.+)'$/.exec(fix) ?? []
  if (fix.startsWith('aws iam update-assume-role-policy'))
    return void (await shop.iam.send(new UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument })))
  if (fix.startsWith('aws iam create-role')) {
    await shop.iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: PolicyDocument }))
    const own = { RoleName, PolicyName: 'own', PolicyDocument: JSON.stringify(policy) }
    return void (await shop.iam.send(new PutRolePolicyCommand(own)))
  }
  const [, name = '', words = ''] =
    /^kubectl annotate serviceaccount (\S+) -n shop (.+) --overwrite$/.exec(fix) ?? []
  const annotations = Object.fromEntries(
    words.split(' ').map((word) => (word.endsWith('-') ? [word.slice(0, -1), null] : word.split('=', 2))),
  )
  await shop.kubernetes.serviceAccounts('shop').merge(name, { metadata: { annotations } })
}
