import { expect, it } from 'vitest'
import { configMapIdentities } from '../../src/identities/config-map-identities.ts'
import { stockSettings } from '../../src/settings.ts'
import { testReport } from '../test-report.ts'

const role = (name: string) => `arn:aws:iam::111122223333:role/${name}`

function updated(config: unknown, settings = stockSettings) {
  const report = testReport()
  const identities = configMapIdentities(settings, report, () => 0)
  identities.update(typeof config === 'string' ? config : JSON.stringify(config))
  return { identities, told: report.told }
}

it('takes the exact name first, then the pattern that leaves the least open', () => {
  const { identities } = updated({
    '*/sa': { RoleARN: role('any') },
    'test-*/sa': { RoleARN: role('test') },
    'test-1/sa': { RoleARN: role('one') },
  })
  const found = ['test-1', 'test-2', 'other'].map((namespace) => identities.find(namespace, 'sa')?.roleArn)
  expect(found).toEqual([role('one'), role('test'), role('any')])
  expect(identities.find('test-1', 'other')).toBeUndefined()
})

it('reads every member, and takes the flags where there is none', () => {
  const { identities, told } = updated(
    {
      'a/full': { RoleARN: role('r'), Audience: 'x', UseRegionalSTS: true, TokenExpiration: 3600 },
      'a/bare': { rolearn: role('r'), TokenExpiration: 0, Audience: '' },
      'a/short': { RoleARN: role('r'), TokenExpiration: 5 },
    },
    { ...stockSettings, expirationSeconds: 7200 },
  )
  expect(identities.find('a', 'full')).toMatchObject({
    audience: 'x',
    regionalSts: true,
    expirationSeconds: 3600,
  })
  expect(identities.find('a', 'bare')).toMatchObject({
    audience: 'sts.amazonaws.com',
    regionalSts: false,
    expirationSeconds: 7200,
  })
  expect(identities.find('a', 'short')).toMatchObject({ expirationSeconds: 600 })
  expect(told).toEqual([])
})

it('takes no member that is missing for a no', () => {
  const config = { 'a/bare': { RoleARN: role('r') }, 'a/no': { RoleARN: role('r'), UseRegionalSTS: false } }
  const { identities } = updated(config, { ...stockSettings, regionalSts: true, audience: 'flag' })
  expect(identities.find('a', 'bare')).toMatchObject({ regionalSts: true, audience: 'flag' })
  expect(identities.find('a', 'no')).toMatchObject({ regionalSts: false, audience: 'flag' })
})

it.each([
  ['noslash', { RoleARN: role('r') }, 'is not NAMESPACE/NAME'],
  ['a/b/c', { RoleARN: role('r') }, 'is not NAMESPACE/NAME'],
  ['/b', { RoleARN: role('r') }, 'is not NAMESPACE/NAME'],
  ['a/*', { RoleARN: role('r') }, 'only the namespace may be a pattern'],
  ['a/b', null, 'is no object'],
  ['a/b', [], 'is no object'],
  ['a/b', {}, 'has no RoleARN'],
  ['a/b', { RoleARN: 7 }, 'has no RoleARN'],
  ['a/b', { RoleARN: 'admin' }, 'RoleARN "admin" is no ARN of a role'],
  ['a/b', { RoleARN: role('r'), Audience: 1 }, 'Audience is no text'],
  ['a/b', { RoleARN: role('r'), UseRegionalSTS: 'true' }, 'UseRegionalSTS is neither true nor false'],
  ['a/b', { RoleARN: role('r'), TokenExpiration: 1.5 }, 'TokenExpiration is no number of seconds'],
])('leaves out the entry %j: %j, and keeps the others', (key, value, because) => {
  const { identities, told } = updated({ [key]: value, 'good/one': { RoleARN: role('g') } })
  expect(told).toEqual([`config-map: ${key} ${because}`])
  expect(identities.size()).toBe(1)
  expect(identities.find('good', 'one')).toBeDefined()
})

it('is no place for names of JavaScript', () => {
  const { identities } = updated('{"__proto__": {}, "a/__proto__": {"RoleARN": 1}}')
  expect(identities.find('__proto__', 'toString')).toBeUndefined()
  expect(identities.find('a', '__proto__')).toBeUndefined()
})

it('keeps what was known when the text is broken, and forgets it when the ConfigMap is gone', () => {
  const { identities, told } = updated({ 'a/b': { RoleARN: role('r') } })
  identities.update('{')
  expect(identities.find('a', 'b')).toBeDefined()
  expect(told[0]).toMatch(/^config-map: .*JSON/)
  identities.update('[]')
  expect(told[1]).toBe('config-map: data.config is no JSON object')
  identities.update(undefined)
  expect([identities.find('a', 'b'), identities.synced()]).toEqual([undefined, true])
})

it('is not read as long as nothing in it could be', () => {
  expect(updated('{').identities.synced()).toBe(false)
})

it('is up to date when the API server says so, but not with what could not be read', () => {
  const report = testReport()
  let now = 1
  const identities = configMapIdentities(stockSettings, report, () => now)
  identities.confirm()
  expect([identities.synced(), report.current]).toEqual([false, []])
  identities.update('{}')
  now = 2
  identities.confirm()
  expect([identities.current(), report.current]).toEqual([2, ['config-map', 'config-map']])
  identities.update('{')
  now = 3
  identities.confirm()
  expect([identities.current(), report.current.length]).toEqual([2, 2])
})
