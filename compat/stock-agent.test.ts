import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts'
import { fromHttp } from '@aws-sdk/credential-providers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { awsClis } from './aws-cli/aws-clis.ts'
import { found, missing } from './found.ts'
import { freePorts } from './free-ports.ts'
import { type Relay, relay } from './relay.ts'
import { rolecallAgent } from './rolecall-agent.ts'
import { type Serving, serving } from './serving.ts'
import { type ShopOfPods, shopOfPods } from './shop-of-pods.ts'
import type { StartedAgent } from './started-agent.ts'
import { agentCases } from './stock-agent/agent-cases.data.ts'
import { askAgent } from './stock-agent/ask-agent.ts'
import { podTokens } from './stock-agent/pod-tokens.ts'
import { type StockAgent, stockAgent, stockHost } from './stock-agent/stock-agent.ts'
import { stockAgentProgram } from './stock-agent/stock-agent-program.ts'

/*
 * The stock EKS Pod Identity Agent before EKS Auth of a server, and `rolecall agent` beside it: both are asked the same,
 * and where one answers otherwise a row says so.
 */
const program = await stockAgentProgram()
const isMissing = missing(program.version, 'the stock EKS Pod Identity Agent', program.how)
const boto3 = found('python3', '-c', 'import boto3; print("boto3", boto3.__version__)')
missing(boto3, 'boto3', '`pip install boto3`')
const clis = awsClis().filter(({ isOld }) => !isOld)
missing(clis[0]?.name, 'an AWS CLI that knows AWS_ENDPOINT_URL', '`pip install awscli`')

const caller = /^arn:aws:sts::111122223333:assumed-role\/auditor\/eks-shop-auditor-/
const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/
const credentialsPath = 'assume-role-for-pod-identity'

describe.skipIf(isMissing)('the stock agent, and ours in its place', () => {
  let server: Serving
  let shop: ShopOfPods
  let node: Readonly<Record<string, string>>
  let upstream: Relay
  /** Pods reach the stock agent by a name that SDKs take for loopback, which it does not answer to. */
  let door: Relay
  let stock: StockAgent
  let ours: StartedAgent
  let metricsUrl: string
  /** As `askAgent` and as SDKs find them. */
  const asked = () => ({
    stock: { url: stock.url, host: stockHost },
    ours: { url: ours.url, host: '127.0.0.1' },
  })
  const doors = () => ({ stock: `${door.url}/v1/credentials`, ours: ours.url })

  beforeAll(async () => {
    server = await serving()
    shop = await shopOfPods(server)
    node = await shop.session('node', 'AmazonEKSWorkerNodePolicy')
    upstream = await relay(server.url)
    stock = await stockAgent(program.path, upstream.url, node)
    door = await relay(stock.url, stockHost)
    const [metricsPort] = await freePorts(1)
    metricsUrl = `http://127.0.0.1:${metricsPort}/metrics`
    const line = ['--endpoint', upstream.url, '--metrics-port', `${metricsPort}`]
    ours = await rolecallAgent(server, line, { ...node, AWS_PROFILE: undefined })
  })
  afterAll(async () => {
    await Promise.all([stock?.close(), ours?.close()])
    await Promise.all([door?.close(), upstream?.close()])
    await server?.close()
  })

  test('give the same fields in the same form', async () => {
    const token = await shop.token()
    const answers = []
    for (const agent of Object.values(asked())) {
      const { status, headers, text } = await askAgent(agent, token)
      const given = JSON.parse(text)
      const { AccountId, Expiration } = given
      answers.push([status, headers['content-type'], Object.keys(given), AccountId, Expiration])
    }
    const fields = ['AccessKeyId', 'SecretAccessKey', 'Token', 'AccountId', 'Expiration']
    const form = [200, 'application/json', fields, '111122223333', expect.stringMatching(time)]
    expect(answers).toEqual([form, form])
  })

  test.each(agentCases)(
    '$name',
    async ({ token, question, upstream: mischief, status, code, says, stock }) => {
      const shown = await podTokens[token](shop)
      upstream.mischief = ({ url }) => (url?.endsWith(credentialsPath) ? mischief : undefined)
      const answers = asked()
      const fromStock = await askAgent(answers.stock, shown, question)
      const fromOurs = await askAgent(answers.ours, shown, question)
      upstream.mischief = () => undefined
      const { Code, Message } = JSON.parse(fromOurs.text)
      expect([fromOurs.status, Code, idsAside(Message)]).toEqual([status, code, saying(says)])
      const theirs = stock ?? { status, says }
      expect([fromStock.status, idsAside(fromStock.text.trimEnd())]).toEqual([
        theirs.status,
        saying(theirs.says),
      ])
    },
  )

  describe.each(['stock', 'ours'] as const)('behind %s', (which) => {
    const pod = async () => {
      const tokenFile = join(server.folder, `token-of-${which}`)
      writeFileSync(tokenFile, await shop.token())
      return {
        AWS_PROFILE: undefined,
        AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
        AWS_CONTAINER_CREDENTIALS_FULL_URI: doors()[which],
        AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: tokenFile,
      }
    }

    test('the AWS SDK for JavaScript is the role of the association', async () => {
      const { AWS_CONTAINER_CREDENTIALS_FULL_URI: uri, AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: file } =
        await pod()
      const credentials = fromHttp({
        awsContainerCredentialsFullUri: uri,
        awsContainerAuthorizationTokenFile: file,
      })
      const sts = new STSClient({ endpoint: server.url, region: 'us-east-1', credentials })
      expect((await sts.send(new GetCallerIdentityCommand({}))).Arn).toMatch(caller)
    })

    test.skipIf(boto3 === undefined)('boto3 is the role of the association', async () => {
      const line = ['-c', 'import boto3; print(boto3.client("sts").get_caller_identity()["Arn"])']
      const { output, errors } = await server.runBeside('python3', line, await pod())
      expect([errors, output]).toEqual(['', expect.stringMatching(caller)])
    })

    test.each(clis)('$name is the role of the association', async (cli) => {
      const line = [...cli.line(server.url), 'sts', 'get-caller-identity', '--output', 'json']
      const { output, errors } = await server.runBeside(cli.path, line, await pod())
      expect(errors).toBe('')
      expect(JSON.parse(output).Arn).toMatch(caller)
    })
  })

  test('have metrics of the same names', async () => {
    const [theirs = [], own = []] = await Promise.all([stock.metricsUrl, metricsUrl].map(namesOfMetrics))
    expect(theirs).toContain('pod_identity_http_response')
    expect(own).toEqual(expect.arrayContaining([...theirs]))
  })

  test.each([
    {
      name: 'that may not call EKS Auth',
      setUp: () => shop.session('stranger', 'AmazonS3ReadOnlyAccess'),
      status: 400,
      says: '(AccessDeniedException): User: arn:aws:sts::111122223333:assumed-role/stranger/node-1 is not',
    },
    {
      name: 'whose credentials are of nobody',
      setUp: async () => ({ ...node, AWS_ACCESS_KEY_ID: 'ASIAAAAAAAAAAAAAAAAA' }),
      status: 403,
      says: '(UnrecognizedClientException): The security token included in the request is invalid.',
    },
    {
      name: 'of a cluster that is not there',
      setUp: async () => node,
      cluster: 'nowhere',
      status: 404,
      says: '(ResourceNotFoundException): No cluster found for name: nowhere.',
    },
  ])('$name say so', async ({ setUp, cluster = 'shop', status, says }) => {
    const environment = await setUp()
    const theirs = await stockAgent(program.path, server.url, environment, cluster)
    const line = ['-c', cluster, '--keys', 'none']
    const own = await rolecallAgent(server, line, { ...environment, AWS_PROFILE: undefined })
    const token = await shop.token()
    const answers = [
      await askAgent({ url: theirs.url, host: stockHost }, token),
      await askAgent({ url: own.url, host: '127.0.0.1' }, token),
    ]
    await Promise.all([theirs.close(), own.close()])
    const expected = [status, expect.stringContaining(says)]
    expect(answers.map((answer) => [answer.status, answer.text])).toEqual([expected, expected])
  })

  test('learn that an association was deleted: ours within seconds, the stock agent when it renews', async () => {
    shop.associate('passing')
    const token = await shop.token('passing')
    const statuses = () =>
      Promise.all(Object.values(asked()).map(async (agent) => (await askAgent(agent, token)).status))
    expect(await statuses()).toEqual([200, 200])
    await shop.dissociate('passing')
    await expect.poll(statuses).toEqual([200, 404])
  })

  test('go on giving what they hold when EKS Auth is gone, and have nothing for other pods', async () => {
    const [held, other] = [await shop.token(), await shop.token()]
    const before = await Promise.all(Object.values(asked()).map((agent) => askAgent(agent, held)))
    await upstream.close()
    const after = await Promise.all(Object.values(asked()).map((agent) => askAgent(agent, held)))
    expect(after.map(({ text }) => text)).toEqual(before.map(({ text }) => text))
    const refused = await Promise.all(Object.values(asked()).map((agent) => askAgent(agent, other)))
    expect(refused.map(({ status }) => status)).toEqual([500, 500])
  })
})

async function namesOfMetrics(url: string): Promise<readonly (string | undefined)[]> {
  const text = await (await fetch(url)).text()
  return [...text.matchAll(/^# TYPE (pod_identity_\w+)/gm)].map(([, name]) => name)
}

/** Ids of requests differ in each answer. */
function idsAside(text: string): string {
  return text.replace(/^\[[\w-]+\]/, '[id]')
}

function saying(says: string | RegExp): unknown {
  return typeof says === 'string' ? says : expect.stringMatching(says)
}
