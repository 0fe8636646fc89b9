import { expect, test } from 'vitest'
import { changeLog } from '../../../src/services/eks-auth/change-log.ts'

test('tells what came behind a number, each once, in the order of the latest', () => {
  const log = changeLog<string>()
  const start = log.latest()
  for (const one of ['a', 'b', 'a']) log.add('shop', one)
  log.add('other', 'x')
  expect(log.since('shop', start)).toEqual(['b', 'a'])
  expect(log.since('shop', start + 2)).toEqual(['a'])
  expect(log.since('shop', log.latest())).toEqual([])
  expect(log.since('other', start)).toEqual(['x'])
  expect(log.since('none', start)).toEqual([])
})

test('does not tell a part for the whole', () => {
  const log = changeLog<string>()
  for (let at = 0; at < 1500; at += 1) log.add('shop', String(at))
  expect(log.since('shop', 0)).toBeUndefined()
  expect(log.since('shop', 499)).toBeUndefined()
  expect(log.since('shop', 500)).toHaveLength(1000)
  expect(log.since('other', 0)).toEqual([])
  expect(log.since('shop', 1501)).toBeUndefined()
})

test('remembers so many clusters, and forgets the one that changed longest ago', () => {
  const log = changeLog<string>()
  for (let at = 0; at < 1001; at += 1) log.add(`cluster-${at}`, 'x')
  expect(log.since('cluster-0', 0)).toBeUndefined()
  expect(log.since('cluster-1000', 1)).toEqual(['x'])
})

test('told to forget, knows no number of before', () => {
  const log = changeLog<string>()
  log.add('shop', 'a')
  const before = log.latest()
  log.forget()
  expect(log.since('shop', before)).toBeUndefined()
  expect(log.since('other', before)).toBeUndefined()
  expect(log.since('shop', log.latest())).toEqual([])
})
