import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CloudTrailClient, paginateLookupEvents } from '@aws-sdk/client-cloudtrail'
import { IAMClient } from '@aws-sdk/client-iam'
import {
  CreateOrganizationCommand,
  CreatePolicyCommand,
  EnablePolicyTypeCommand,
  ListRootsCommand,
  OrganizationsClient,
} from '@aws-sdk/client-organizations'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { administratorOf, type ServeProcess, startServe } from '../serve-process.ts'
import { lives, type Step, type World } from './identity-lives.ts'

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

/** How far a life was answered. */
interface Life {
  readonly name: string
  readonly steps: readonly Step[]
  answered: number
}

type Place = Pick<World, 'rootId' | 'policyId'>

const worldAt = (url: string, place: Place): World => ({
  ...place,
  iam: new IAMClient(administratorOf(url, data)),
  organizations: new OrganizationsClient(administratorOf(url, data)),
})

/** Makes the organization, once. */
async function makePlace(url: string): Promise<Place> {
  const { organizations } = worldAt(url, { rootId: '', policyId: '' })
  await organizations.send(new CreateOrganizationCommand({ FeatureSet: 'ALL' }))
  const { Roots } = await organizations.send(new ListRootsCommand({}))
  const rootId = Roots?.[0]?.Id ?? ''
  const Type = 'SERVICE_CONTROL_POLICY'
  await organizations.send(new EnablePolicyTypeCommand({ RootId: rootId, PolicyType: Type }))
  const Content = '{"Version":"2012-10-17","Statement":{"Effect":"Deny","Action":"s3:*","Resource":"*"}}'
  const { Policy } = await organizations.send(
    new CreatePolicyCommand({ Name: 'no-s3', Description: '', Type, Content }),
  )
  return { rootId, policyId: Policy?.PolicySummary?.Id ?? '' }
}

/** Writes with all hands until the server is gone, and answers what was begun. */
async function writeUntilKilled(
  world: World,
  round: number,
  answered: Set<string>,
  events: Set<string>,
): Promise<Life[]> {
  const begun: Life[] = []
  const hand = async (kind: string, at: number, steps: readonly Step[]) => {
    for (let count = 0; ; count++) {
      const life: Life = { name: `${kind}-${round}-${at}-${count}`, steps, answered: 0 }
      begun.push(life)
      for (const step of steps) {
        const { $metadata } = await step.write(world, life.name)
        answered.add($metadata.requestId ?? '')
        events.add(step.event)
        life.answered++
      }
    }
  }
  const works = lives.flatMap(([kind, hands, steps]) =>
    Array.from({ length: hands }, (_, at) => hand(kind, at, steps)),
  )
  for (const ended of await Promise.allSettled(works)) {
    // Nothing but the end of the server may end a hand.
    if (ended.status === 'rejected') expect(ended.reason.$metadata?.httpStatusCode).toBeUndefined()
  }
  return begun
}

/** After which step a life stands. Steps are writes of their own: none may be there without those before. */
async function stepOf({ name, steps }: Life, world: World): Promise<number> {
  const done = await Promise.all(steps.map((step) => step.stands(world, name)))
  const step = done.lastIndexOf(true) + 1
  expect([name, done]).toEqual([name, done.map((_, at) => at < step)])
  return step
}

const eventNames = new Set(lives.flatMap(([, , steps]) => steps.map(({ event }) => event)))

/** Names of the writes that the trail has since then, apart from those known by their request id. */
async function recordedSince(url: string, from: Date, known: Set<string>): Promise<string[]> {
  const client = new CloudTrailClient(administratorOf(url, data))
  const seen = new Set<string>()
  const names: string[] = []
  for await (const { Events = [] } of paginateLookupEvents({ client }, { StartTime: from })) {
    for (const { CloudTrailEvent = '' } of Events) {
      const { requestID, eventName, errorCode } = JSON.parse(CloudTrailEvent)
      expect(seen.has(requestID)).toBe(false)
      seen.add(requestID)
      if (known.has(requestID)) continue
      known.add(requestID)
      if (errorCode === undefined && eventNames.has(eventName)) names.push(eventName)
    }
  }
  return names.sort()
}

const rounds = 15

test(`users, groups, profiles and units that were answered are there after kill -9, ${rounds} times`, async () => {
  server = startServe(data)
  let url = await server.ready
  const place = await makePlace(url)
  const known = new Set<string>()
  const reached = new Set<string>()
  for (let round = 0; round < rounds; round++) {
    const from = new Date()
    const answered = new Set<string>()
    const events = new Set<string>()
    const written = writeUntilKilled(worldAt(url, place), round, answered, events)
    // So many answers and not so many milliseconds: a slow machine gets as far as a quick one.
    // The first round goes on until every step was taken once.
    const enough = 5 + Math.random() * 60
    const isShort = () => (round === 0 ? events.size < eventNames.size : answered.size < enough)
    while (isShort() && server.child.exitCode === null)
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 5))
    server.child.kill('SIGKILL')
    const [begun] = await Promise.all([written, server.ended])
    server = startServe(data)
    url = await server.ready

    const world = worldAt(url, place)
    const recorded = await recordedSince(url, from, known)
    for (const request of answered) expect(known).toContain(request)
    const standing: string[] = []
    for (const life of begun) {
      const step = await stepOf(life, world)
      // What was under way when the server was killed may be there or not, and its record likewise.
      expect([life.name, step]).toEqual([life.name, step === life.answered ? step : life.answered + 1])
      standing.push(...life.steps.slice(0, step).map(({ event }) => event))
    }
    expect(recorded).toEqual(standing.sort())
    for (const event of standing) reached.add(event)
  }
  // Other rounds may be short; together they see every step.
  expect(reached).toEqual(eventNames)
}, 300_000)
