import { expect, it } from 'vitest'
import type { Associations } from '../../src/identities/associations.ts'
import type { ConfigMapIdentities } from '../../src/identities/config-map-identities.ts'
import type { PodIdentities } from '../../src/identities/identities-file.ts'
import { type IdentitySources, wiringOf } from '../../src/identities/wiring-of.ts'
import { withoutAsking } from '../../src/identities/without-asking.ts'
import { stockSettings } from '../../src/settings.ts'

const arn = (name: string) => `arn:aws:iam::111122223333:role/${name}`
const source = (name: string, synced: boolean) => ({
  name,
  synced: () => synced,
  annotations: () => [],
  size: () => 0,
  current: () => 0,
})
const accounts = (role?: string, there = true): IdentitySources['serviceAccounts'] => ({
  ...source('service-accounts', true),
  find: async () =>
    there
      ? { annotations: role ? { 'eks.amazonaws.com/role-arn': role } : {} }
      : { because: 'there is none' },
})
const file = (has: boolean, synced = true): PodIdentities => ({
  ...source('identities-file', synced),
  has: () => has,
})
const listed = (has: boolean, asked: boolean | undefined, synced = true): Associations => ({
  ...source('associations', synced),
  has: () => has,
  ask: async () => asked,
})
const configMap = (role?: string, synced = true): ConfigMapIdentities => ({
  ...source('config-map', synced),
  update: () => {},
  confirm: () => {},
  wrong: () => undefined,
  find: () =>
    role
      ? { method: 'irsa', roleArn: role, audience: 'a', regionalSts: false, expirationSeconds: 600 }
      : undefined,
})

const irsa = (role: string) => ({ known: true, wiring: { method: 'irsa', roleArn: arn(role) } })
const podIdentity = { known: true, wiring: { method: 'pod-identity' } }
const unread = (name: string) => ({ known: false, because: `${name} was not read yet` })

const cases: readonly (readonly [string, IdentitySources, object])[] = [
  [
    'the file before the annotation',
    { serviceAccounts: accounts(arn('r')), identitiesFile: file(true) },
    podIdentity,
  ],
  [
    'an association before the annotation',
    { serviceAccounts: accounts(arn('r')), associations: listed(true, undefined) },
    podIdentity,
  ],
  [
    'the annotation before the ConfigMap',
    { serviceAccounts: accounts(arn('r')), configMap: configMap(arn('c')) },
    irsa('r'),
  ],
  ['the ConfigMap', { serviceAccounts: accounts(), configMap: configMap(arn('c')) }, irsa('c')],
  [
    'the ConfigMap for one that is not known',
    { serviceAccounts: accounts(undefined, false), configMap: configMap(arn('c')) },
    irsa('c'),
  ],
  [
    'the file for one that is not known',
    { serviceAccounts: accounts(undefined, false), identitiesFile: file(true) },
    podIdentity,
  ],
  [
    'an association that is young',
    { serviceAccounts: accounts(), associations: listed(false, true) },
    podIdentity,
  ],
  [
    'an association of one that is not known',
    { serviceAccounts: accounts(undefined, false), associations: listed(false, true) },
    podIdentity,
  ],
  [
    'no role',
    { serviceAccounts: accounts(), identitiesFile: file(false), associations: listed(false, false) },
    { known: true },
  ],
  [
    'no role while EKS is away',
    { serviceAccounts: accounts(), associations: listed(false, undefined) },
    { known: true },
  ],
  ['nothing', { serviceAccounts: accounts(undefined, false) }, { known: false, because: 'there is none' }],
  [
    'a file that was not read',
    { serviceAccounts: accounts(arn('r')), identitiesFile: file(false, false) },
    unread('identities-file'),
  ],
  [
    'associations that were not read and do not answer',
    { serviceAccounts: accounts(arn('r')), associations: listed(false, undefined, false) },
    unread('associations'),
  ],
  [
    'associations that were not read and say no',
    { serviceAccounts: accounts(arn('r')), associations: listed(false, false, false) },
    irsa('r'),
  ],
  [
    'a ConfigMap that was not read',
    { serviceAccounts: accounts(), configMap: configMap(undefined, false) },
    unread('config-map'),
  ],
]

it.each(cases)('%s', async (_, sources, expected) => {
  expect(await wiringOf(sources, stockSettings)('shop', 'sa')).toMatchObject(expected)
})

it('leaves one without a role unwired', async () => {
  const lookup = await wiringOf({ serviceAccounts: accounts() }, stockSettings)('shop', 'sa')
  expect(lookup).toEqual({ known: true })
})

it('without asking, what is listed counts and nobody asks EKS about one', async () => {
  let asked = 0
  const associations = (has: boolean): Associations => ({
    ...listed(has, true),
    ask: async () => {
      asked += 1
      return true
    },
  })
  const find = (has: boolean) => {
    const sources = withoutAsking({ serviceAccounts: accounts(), associations: associations(has) })
    return wiringOf(sources, stockSettings)('shop', 'reports')
  }
  expect(await find(true)).toMatchObject(podIdentity)
  expect(await find(false)).toEqual({ known: true })
  expect(asked).toBe(0)
})
