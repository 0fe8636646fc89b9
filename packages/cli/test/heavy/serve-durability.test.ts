import { mkdtempSync, rmSync, watch } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CloudTrailClient, paginateLookupEvents } from '@aws-sdk/client-cloudtrail'
import {
  CreateClusterCommand,
  DescribeClusterCommand,
  EKSClient,
  ListClustersCommand,
} from '@aws-sdk/client-eks'
import {
  AttachRolePolicyCommand,
  CreatePolicyCommand,
  CreateRoleCommand,
  DetachRolePolicyCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  IAMClient,
  ListAttachedRolePoliciesCommand,
  PutRolePolicyCommand,
  paginateListEntitiesForPolicy,
  paginateListRoles,
  TagRoleCommand,
} from '@aws-sdk/client-iam'
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { administratorOf, type ServeProcess, startServe } from '../serve-process.ts'

let data: string
let server: ServeProcess

beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'rolecall-kill-'))
})

afterEach(async () => {
  server.child.kill('SIGKILL')
  await server.ended
  rmSync(data, { recursive: true, force: true })
})

const document = (statement: object) => JSON.stringify({ Version: '2012-10-17', Statement: statement })
const trust = document({
  Effect: 'Allow',
  Principal: { Service: 'ec2.amazonaws.com' },
  Action: 'sts:AssumeRole',
})
const policy = document({ Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::shop/*' })
const policyArn = 'arn:aws:iam::111122223333:policy/shop'

/** The life of a role, a write a step. What is true of it after each step is asked in `stepOf`. */
const steps = [
  (name: string) =>
    new CreateRoleCommand({
      RoleName: name,
      AssumeRolePolicyDocument: trust,
      Tags: [{ Key: 'a', Value: '1' }],
    }),
  (name: string) => new PutRolePolicyCommand({ RoleName: name, PolicyName: 'read', PolicyDocument: policy }),
  (name: string) => new AttachRolePolicyCommand({ RoleName: name, PolicyArn: policyArn }),
  (name: string) => new TagRoleCommand({ RoleName: name, Tags: [{ Key: 'b', Value: '2' }] }),
] as const
/** How `LookupEvents` calls them. */
const eventNames = ['CreateRole', 'PutRolePolicy', 'AttachRolePolicy', 'TagRole']

interface Acknowledged {
  /** Steps of each role that were answered. */
  readonly roles: Map<string, number>
  readonly clusters: Set<string>
  /** Request ids of every call that was answered. */
  readonly requests: Set<string>
}

function clients(url: string) {
  const options = administratorOf(url, data)
  return {
    iam: new IAMClient(options),
    eks: new EKSClient(options),
    cloudtrail: new CloudTrailClient(options),
    sts: new STSClient(options),
  }
}

/** Writes with twelve hands until the server is gone. */
async function writeUntilKilled(url: string, round: number, acknowledged: Acknowledged): Promise<void> {
  const { iam, eks } = clients(url)
  const { roles, clusters, requests } = acknowledged
  const hand = async (at: number) => {
    for (let life = 0; ; life++) {
      const name = `role-${round}-${at}-${life}`
      for (const [step, make] of steps.entries()) {
        const { $metadata } = await iam.send(make(name) as CreateRoleCommand)
        requests.add($metadata.requestId ?? '')
        roles.set(name, step + 1)
      }
    }
  }
  const maker = async () => {
    for (let at = 0; ; at++) {
      const name = `cluster-${round}-${at}`
      const input = { name, roleArn: 'arn:aws:iam::111122223333:role/eks', resourcesVpcConfig: {} }
      const { $metadata } = await eks.send(new CreateClusterCommand(input))
      requests.add($metadata.requestId ?? '')
      clusters.add(name)
      if (at === 3) return
    }
  }
  const works = [maker(), ...Array.from({ length: 11 }, (_, at) => hand(at))]
  for (const ended of await Promise.allSettled(works)) {
    // Nothing but the end of the server may end a hand.
    if (ended.status === 'rejected') expect(ended.reason.$metadata?.httpStatusCode).toBeUndefined()
  }
}

type Iam = ReturnType<typeof clients>['iam']

/** After which step a role stands. Steps are writes of their own, so that none may be there without those before. */
async function stepOf(name: string, iam: Iam, attached: ReadonlySet<string>): Promise<number> {
  const missing = (error: Error) => {
    if (error.name === 'NoSuchEntityException') return undefined
    throw error
  }
  const role = await iam.send(new GetRoleCommand({ RoleName: name })).catch(missing)
  const inline = await iam
    .send(new GetRolePolicyCommand({ RoleName: name, PolicyName: 'read' }))
    .catch(missing)
  const list = await iam.send(new ListAttachedRolePoliciesCommand({ RoleName: name })).catch(missing)
  const isAttached = list?.AttachedPolicies?.some(({ PolicyArn }) => PolicyArn === policyArn) ?? false
  // The attachment stands at the role and at the policy: a write of both is one write.
  expect([name, attached.has(name)]).toEqual([name, isAttached])
  const keys = role?.Role?.Tags?.map(({ Key }) => Key) ?? []
  const done = [keys.includes('a'), inline !== undefined, isAttached, keys.includes('b')]
  const step = done.lastIndexOf(true) + 1
  expect([name, done]).toEqual([name, done.map((_, at) => at < step)])
  return step
}

/** Looks for every write that was answered in this round, for its record, and for anything half done. */
async function verify(url: string, round: number, from: Date, acknowledged: Acknowledged): Promise<void> {
  const { iam, eks, cloudtrail } = clients(url)
  const recorded = new Set<string>()
  const written = new Map<string, string[]>()
  for await (const { Events = [] } of paginateLookupEvents({ client: cloudtrail }, { StartTime: from })) {
    for (const { CloudTrailEvent = '' } of Events) {
      const { requestID, eventName, requestParameters, errorCode } = JSON.parse(CloudTrailEvent)
      expect(recorded.has(requestID)).toBe(false)
      recorded.add(requestID)
      const name = requestParameters?.roleName ?? requestParameters?.name
      if (errorCode === undefined && (eventNames.includes(eventName) || eventName === 'CreateCluster'))
        written.set(name, [eventName, ...(written.get(name) ?? [])])
    }
  }
  for (const request of acknowledged.requests) expect(recorded).toContain(request)

  const attached = new Set<string>()
  for await (const { PolicyRoles = [] } of paginateListEntitiesForPolicy(
    { client: iam },
    { PolicyArn: policyArn },
  )) {
    for (const { RoleName = '' } of PolicyRoles) attached.add(RoleName)
  }
  const present: string[] = []
  for await (const { Roles = [] } of paginateListRoles({ client: iam }, {})) {
    for (const { RoleName = '' } of Roles) if (RoleName.startsWith(`role-${round}-`)) present.push(RoleName)
  }
  for (const name of new Set([...present, ...acknowledged.roles.keys()])) {
    const step = await stepOf(name, iam, attached)
    const answered = acknowledged.roles.get(name) ?? 0
    // What was under way when the server was killed may be there or not, and its record likewise.
    expect([name, step]).toEqual([name, step === answered ? answered : answered + 1])
    expect([name, written.get(name)]).toEqual([name, eventNames.slice(0, step)])
  }
  const { clusters = [] } = await eks.send(new ListClustersCommand({}))
  for (const name of acknowledged.clusters) expect(clusters).toContain(name)
  for (const name of clusters.filter((one) => one.startsWith(`cluster-${round}-`))) {
    expect([name, written.get(name)]).toEqual([name, ['CreateCluster']])
    const { cluster } = await eks.send(new DescribeClusterCommand({ name }))
    expect([name, cluster?.status]).toEqual([name, 'ACTIVE'])
  }
  // Room for the next round: attachments are listed whole each time.
  await Promise.all(
    [...attached].map((RoleName) =>
      iam.send(new DetachRolePolicyCommand({ RoleName, PolicyArn: policyArn })),
    ),
  )
}

const rounds = 20

test(`what was answered is there after kill -9, ${rounds} times at random moments`, async () => {
  server = startServe(data)
  let url = await server.ready
  await clients(url).iam.send(new CreatePolicyCommand({ PolicyName: 'shop', PolicyDocument: policy }))
  let answered = 0
  for (let round = 0; round < rounds; round++) {
    const acknowledged: Acknowledged = { roles: new Map(), clusters: new Set(), requests: new Set() }
    const from = new Date()
    const written = writeUntilKilled(url, round, acknowledged)
    // So many answers and not so many milliseconds: a slow machine gets as far as a quick one.
    const enough = 1 + Math.random() * 150
    while (acknowledged.requests.size < enough && server.child.exitCode === null)
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 5))
    server.child.kill('SIGKILL')
    await Promise.all([written, server.ended])
    server = startServe(data)
    url = await server.ready
    await verify(url, round, from, acknowledged)
    answered += acknowledged.requests.size
  }
  expect(answered).toBeGreaterThan(rounds)
}, 300_000)

test.each([
  'rolecall.db',
  'rolecall.db-wal',
  'master.key.new',
  'master.key',
  'credentials.new',
  'credentials',
])('a first start that is killed when it makes %s begins anew', async (file) => {
  server = startServe(data)
  const watcher = watch(data, (_event, name) => {
    if (name === file) server.child.kill('SIGKILL')
  })
  // Files are made long before it is ready; should the word of it come late, it is killed when it is.
  await Promise.race([server.ended, server.ready.catch(() => {})])
  server.child.kill('SIGKILL')
  await server.ended
  watcher.close()
  server = startServe(data)
  const { sts } = clients(await server.ready)
  expect((await sts.send(new GetCallerIdentityCommand({}))).Arn).toMatch(/:user\/administrator$/)
})
