import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { built } from './built.ts'
import { found, missing } from './found.ts'
import { rolecallAgent } from './rolecall-agent.ts'
import { type Ran, type Serving, serving } from './serving.ts'
import { type ShopOfPods, shopOfPods } from './shop-of-pods.ts'
import type { StartedAgent } from './started-agent.ts'

/* The AWS SDK for Go, in which the stock agent, Terraform and most controllers are written: its programs are in compat/go. */
const { path: client = '', why } = await built(new URL('./go/build.sh', import.meta.url))
const version = client === '' ? undefined : `the AWS SDK for Go, by ${found('go', 'version')}`
const isMissing = missing(version, 'a client of the AWS SDK for Go', why)

const auditor = /^arn:aws:sts::111122223333:assumed-role\/auditor\/eks-shop-auditor-/

describe.skipIf(isMissing)('the AWS SDK for Go', () => {
  let server: Serving
  let shop: ShopOfPods
  let agent: StartedAgent

  const file = (name: string, token: string) => {
    const path = join(server.folder, name)
    writeFileSync(path, token)
    return path
  }
  /** Runs a program with what the webhook gives a pod, and no credentials beside it. */
  const asPod = (line: readonly string[], given: Readonly<Record<string, string>>): Ran =>
    server.run(client, line, { AWS_PROFILE: undefined, AWS_SHARED_CREDENTIALS_FILE: '/dev/null', ...given })
  const podIdentity = (tokenFile: string) => ({
    AWS_CONTAINER_CREDENTIALS_FULL_URI: agent.url,
    AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: tokenFile,
  })
  /** The SDK's default chain takes a token to STS without looking at AWS_ENDPOINT_URL. */
  const irsa = (tokenFile: string) => ({
    AWS_ROLE_ARN: 'arn:aws:iam::111122223333:role/shop-reports-reader',
    AWS_ENDPOINT_URL_STS: server.url,
    AWS_WEB_IDENTITY_TOKEN_FILE: tokenFile,
  })
  const reports = () => shop.token('reports', 'sts.amazonaws.com')

  beforeAll(async () => {
    server = await serving()
    shop = await shopOfPods(server)
    agent = await rolecallAgent(server)
  })
  afterAll(async () => {
    await agent?.close()
    await server?.close()
  })

  test('is the role of the association through the agent, with a rotated token too', async () => {
    const [first, second] = [file('pod', await shop.token()), file('pod-next', await shop.token())]
    const { output, errors } = asPod(['refresh', first, second], podIdentity(first))
    expect(errors).toBe('')
    const [before = '', after = '', renewal] = output.trim().split('\n')
    for (const line of [before, after]) {
      const [source, arn] = line.split(' ')
      expect([source, arn]).toEqual(['CredentialsEndpointProvider', expect.stringMatching(auditor)])
    }
    // The second token is that of another pod, which has a session of its own.
    expect([before === after, renewal]).toEqual([false, 'true false true'])
  })

  test('is the role of its ServiceAccount through IRSA, with a rotated token too', async () => {
    const [first, second] = [file('web', await reports()), file('web-next', await reports())]
    const { output, errors } = asPod(['refresh', first, second], irsa(first))
    expect(errors).toBe('')
    const [before = '', after = '', renewal] = output.trim().split('\n')
    const line = /^WebIdentityCredentials arn:aws:sts::111122223333:assumed-role\/shop-reports-reader\/\d+$/
    expect([before, after, renewal]).toEqual([
      expect.stringMatching(line),
      expect.stringMatching(line),
      'true false true',
    ])
  })

  test.each([
    [
      'reports',
      /^WebIdentityCredentials arn:aws:sts::111122223333:assumed-role\/shop-reports-reader\/reports-/,
    ],
    [
      'auditor',
      /^CredentialsEndpointProvider arn:aws:sts::111122223333:assumed-role\/auditor\/eks-shop-auditor-/,
    ],
  ])('is the pod of %s under `rolecall run`', (serviceAccount, who) => {
    const place = ['--cluster', 'shop', '-n', 'shop', '--service-account', serviceAccount]
    const { output, errors } = server.rolecall('run', ...place, '--', client, 'caller')
    expect([output, errors]).toEqual([expect.stringMatching(who), expect.not.stringContaining('failed')])
  })

  test('takes IRSA where a pod has both', async () => {
    const both = { ...podIdentity(file('pod', await shop.token())), ...irsa(file('web', await reports())) }
    expect(asPod(['caller'], both).output).toMatch(/^WebIdentityCredentials /)
  })

  test('shows what the agent says of a token it refuses', async () => {
    const { code, errors } = asPod(['caller'], podIdentity(file('forged', 'a.b.c')))
    expect(code).toBe(1)
    expect(errors).toContain('InvalidTokenException: Service account token cannot be parsed: ')
  })

  test('shows what the agent says of a ServiceAccount without association', async () => {
    const { code, errors } = asPod(['caller'], podIdentity(file('other', await shop.token('other'))))
    expect(code).toBe(1)
    expect(errors).toContain(
      'No pod identity association found for service account shop/other in cluster shop.',
    )
  })

  test('calls EKS Auth, whose errors are its own types', async () => {
    const tokens = [await shop.token(), await shop.token('other'), await reports(), 'a.b.c']
    const { output, errors } = server.run(client, ['assume', 'shop', ...tokens])
    expect(errors).toBe('')
    expect(output.trim().split('\n')).toEqual([
      expect.stringMatching(
        /^shop auditor arn:aws:sts::111122223333:assumed-role\/auditor\/eks-shop-auditor-/,
      ),
      'ResourceNotFoundException No pod identity association found for service account shop/other in cluster shop.',
      expect.stringMatching(/^InvalidTokenException .*audience/),
      expect.stringMatching(/^InvalidTokenException /),
    ])
    expect(server.run(client, ['assume', 'none', await shop.token()]).output).toMatch(
      /^ResourceNotFoundException .*none/,
    )
    const denied = asPod(['assume', 'shop', await shop.token()], podIdentity(file('pod', await shop.token())))
    expect(denied.output).toContain('is not authorized to perform: eks-auth:AssumeRoleForPodIdentity')
  })

  test('reads why it may not write into a bucket', async () => {
    const { output } = asPod(['put', 'shop-reports', 'a'], irsa(file('web', await reports())))
    expect(output).toMatch(/^AccessDenied User: arn:aws:sts::.* is not authorized to perform: s3:PutObject/)
    expect(output).toContain('because no identity-based policy allows the s3:PutObject action')
  })
})
