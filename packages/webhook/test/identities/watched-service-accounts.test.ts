import { connect } from '@rolecall/kubernetes'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { type FakeApiServer, fakeApiServer } from '../../../kubernetes/test/fake-api-server.ts'
import { watchedServiceAccounts } from '../../src/identities/watched-service-accounts.ts'
import { testReport } from '../test-report.ts'

const collection = '/api/v1/serviceaccounts'
const roleArn = 'eks.amazonaws.com/role-arn'
const account = (name: string, annotations: Record<string, string> = {}) => ({
  metadata: { name, namespace: 'shop', annotations },
})

let api: FakeApiServer
let stop: AbortController
beforeEach(async () => {
  api = await fakeApiServer()
  stop = new AbortController()
})
afterEach(async () => {
  stop.abort()
  await api.close()
})

/** A clock by which the patience of whoever asks is over with the first answer. */
function hourly() {
  let hours = 0
  return () => {
    hours += 1
    return hours * 3_600_000
  }
}

async function opened(patience: number, clock = Date.now) {
  const accounts = watchedServiceAccounts({
    connection: await connect({ server: api.url, token: 'secret' }),
    annotationPrefix: 'eks.amazonaws.com',
    patience,
    report: testReport(),
    clock,
    signal: stop.signal,
  })
  return accounts
}
const singles = () => api.asked.filter((line) => line.startsWith('GET /api/v1/namespaces/'))

it('keeps the annotations of its prefix alone', async () => {
  api.put(collection, account('a', { [roleArn]: 'r', 'kubectl/last-applied': 'x'.repeat(1000) }))
  const accounts = await opened(60_000)
  await expect.poll(() => accounts.synced()).toBe(true)
  expect(await accounts.find('shop', 'a')).toEqual({ annotations: { [roleArn]: 'r' } })
  expect(singles()).toEqual([])
})

it('asks the API server for one that the watch has not told yet, once for all who wait', async () => {
  const accounts = await opened(60_000)
  await expect.poll(() => accounts.synced()).toBe(true)
  await expect.poll(() => api.asked.some((line) => line.includes('watch=true'))).toBe(true)
  api.hush()
  api.put(collection, account('young', { [roleArn]: 'r' }))
  const found = await Promise.all(Array.from({ length: 20 }, () => accounts.find('shop', 'young')))
  expect(found).toEqual(Array.from({ length: 20 }, () => ({ annotations: { [roleArn]: 'r' } })))
  expect(singles()).toHaveLength(1)
})

it('waits for one that comes later', async () => {
  const accounts = await opened(60_000)
  const found = accounts.find('shop', 'late')
  await expect.poll(() => singles().length).toBeGreaterThan(0)
  api.put(collection, account('late', { [roleArn]: 'r' }))
  expect(await found).toEqual({ annotations: { [roleArn]: 'r' } })
})

it('says why one is not known', async () => {
  const accounts = await opened(60_000, hourly())
  expect(await accounts.find('shop', 'none')).toEqual({ because: 'NotFound 404' })
  api.refuse(403)
  expect(await accounts.find('shop', 'other')).toEqual({ because: 'Refused 403' })
  expect(await accounts.find('shop', '../secrets')).toMatchObject({
    because: expect.stringContaining('is no name'),
  })
})

it('looks for so many at a time and not more', async () => {
  const accounts = await opened(300)
  const found = await Promise.all(Array.from({ length: 80 }, (_, at) => accounts.find('shop', `none-${at}`)))
  const refused = found.filter((one) => 'because' in one && /50 other/.test(one.because))
  expect(refused).toHaveLength(30)
})

it('forgets one that is deleted', async () => {
  api.put(collection, account('a', { [roleArn]: 'r' }))
  const accounts = await opened(60_000, hourly())
  await expect.poll(() => accounts.size()).toBe(1)
  api.remove(collection, 'shop', 'a')
  await expect.poll(() => accounts.size()).toBe(0)
  expect(await accounts.find('shop', 'a')).toMatchObject({ because: 'NotFound 404' })
})
