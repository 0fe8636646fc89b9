import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { connect, type Watching, watch } from '../src/index.ts'
import { type FakeApiServer, fakeApiServer } from './fake-api-server.ts'

const collection = '/api/v1/serviceaccounts'
const account = (name: string, note = '') => ({
  metadata: { name, namespace: 'shop', annotations: { note } },
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

/** What a watch knows, by name, and what went wrong. */
async function watched(more: Partial<Watching<[string, string]>> = {}) {
  const known = new Map<string, string>()
  const failures: string[] = []
  let lists = 0
  const connection = await connect({ server: api.url, token: 'secret' })
  const ended = watch(connection, collection, {
    metadataOnly: true,
    transform(object): [string, string] {
      const { metadata } = object as ReturnType<typeof account>
      return [metadata.name, metadata.annotations.note]
    },
    onReplace(all) {
      lists += 1
      known.clear()
      for (const [name, note] of all) known.set(name, note)
    },
    onEvent(type, [name, note]) {
      if (type === 'DELETED') known.delete(name)
      else known.set(name, note)
    },
    onFailure: (error) => failures.push(error.message),
    backOff: () => 10,
    signal: stop.signal,
    ...more,
  })
  return { known, failures, ended, lists: () => lists }
}

const names = (known: Map<string, string>) => [...known.keys()].sort()
const soon = (check: () => void) => vi.waitFor(check, { timeout: 30_000, interval: 10 })

it('lists in pages, then follows what is added, changed and deleted', async () => {
  for (let at = 0; at < 1201; at += 1) api.put(collection, account(`sa-${at}`))
  const { known, failures } = await watched()
  await soon(() => expect(known.size).toBe(1201))
  expect(api.asked.filter((line) => line.includes('limit='))).toHaveLength(3)
  await soon(() => expect(api.asked.some((line) => line.includes('watch=true'))).toBe(true))
  api.put(collection, account('new'))
  api.put(collection, account('sa-0', 'changed'))
  api.remove(collection, 'shop', 'sa-1')
  await soon(() => expect(known.size).toBe(1201))
  await soon(() =>
    expect([known.has('new'), known.get('sa-0'), known.has('sa-1')]).toEqual([true, 'changed', false]),
  )
  expect(failures).toEqual([])
})

it('goes on where it was when the connection is cut, without a new list', async () => {
  api.put(collection, account('a'))
  const seen = await watched()
  await soon(() => expect(api.asked.some((line) => line.includes('watch=true'))).toBe(true))
  api.refuse(503)
  api.cut()
  await soon(() => expect(seen.failures.some((words) => words.includes('Refused 503'))).toBe(true))
  api.put(collection, account('b'))
  expect(names(seen.known)).toEqual(['a'])
  api.refuse(0)
  await soon(() => expect(names(seen.known)).toEqual(['a', 'b']))
  expect(seen.lists()).toBe(1)
})

it('lists anew what the API server has forgotten', async () => {
  api.put(collection, account('gone'))
  const seen = await watched()
  await soon(() => expect(names(seen.known)).toEqual(['gone']))
  await soon(() => expect(api.asked.some((line) => line.includes('watch=true'))).toBe(true))
  api.refuse(503)
  api.cut()
  api.remove(collection, 'shop', 'gone')
  api.put(collection, account('new'))
  api.compact()
  api.refuse(0)
  await soon(() => expect(names(seen.known)).toEqual(['new']))
  expect(seen.lists()).toBe(2)
})

it('takes the version of a bookmark, so that a quiet collection is not forgotten', async () => {
  let current = 0
  const onCurrent = () => {
    current += 1
  }
  const seen = await watched({ onCurrent })
  await soon(() => expect(api.asked.some((line) => line.includes('watch=true'))).toBe(true))
  api.put(collection, account('a'))
  await soon(() => expect(current).toBe(2))
  api.compact()
  api.bookmark()
  await soon(() => expect(current).toBe(3))
  api.cut()
  await soon(() => expect(api.asked.filter((line) => line.includes('watch=true')).length).toBeGreaterThan(1))
  api.put(collection, account('b'))
  await soon(() => expect(names(seen.known)).toEqual(['a', 'b']))
  expect(seen.lists()).toBe(1)
})

it('renews a connection that says nothing', async () => {
  const seen = await watched({ silence: 200 })
  await soon(() => expect(api.asked.some((line) => line.includes('watch=true'))).toBe(true))
  api.hush()
  api.put(collection, account('unheard'))
  await soon(() => expect(names(seen.known)).toEqual(['unheard']))
  expect(seen.failures[0]).toMatch(/nothing came for 0.2 s/)
})

it('ends with its signal, and never rejects', async () => {
  const seen = await watched()
  await soon(() => expect(api.asked.some((line) => line.includes('watch=true'))).toBe(true))
  stop.abort()
  await seen.ended
  const asked = api.asked.length
  await new Promise((resolve) => setTimeout(resolve, 100))
  expect(api.asked.length).toBe(asked)
})
