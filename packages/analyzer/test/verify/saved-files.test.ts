import {
  readAuthorizationDetails,
  readObjects,
  readProviders,
  readSavedAssociations,
  SavedFault,
} from '@rolecall/analyzer'
import { describe, expect, test } from 'vitest'

const pod = (spec: unknown, metadata: unknown = { name: 'a' }) => ({ kind: 'Pod', metadata, spec })
const role = { Arn: 'arn:aws:iam::111122223333:role/a', RoleName: 'a' }

/** What a file may hold in place of what it should: each is refused, and none is a crash. */
const refused: readonly (readonly [what: string, read: () => unknown])[] = [
  ['an object without kind', () => readObjects([{ metadata: {} }], 'c', 'n')],
  ['a text in place of an object', () => readObjects(['kind: Pod'], 'c', 'n')],
  ['a number for a name', () => readObjects([pod({}, { name: 7 })], 'c', 'n')],
  ['containers that are none', () => readObjects([pod({ containers: 'main' })], 'c', 'n')],
  ['a container without name', () => readObjects([pod({ containers: [{ image: 'a' }] })], 'c', 'n')],
  ['a null container', () => readObjects([pod({ containers: [null] })], 'c', 'n')],
  [
    'a variable that is a number',
    () => readObjects([pod({ containers: [{ name: 'a', env: [{ name: 'A', value: 1 }] }] })], 'c', 'n'),
  ],
  [
    'an annotation that is a number',
    () => readObjects([{ kind: 'ServiceAccount', metadata: { name: 'a', annotations: { b: 1 } } }], 'c', 'n'),
  ],
  [
    'a template that is a list',
    () => readObjects([{ kind: 'Deployment', metadata: {}, spec: { template: [] } }], 'c', 'n'),
  ],
  ['details that are a list', () => readAuthorizationDetails([])],
  ['details of nobody', () => readAuthorizationDetails({ RoleDetailList: [] })],
  ['a role without name', () => readAuthorizationDetails({ RoleDetailList: [{ Arn: role.Arn }] })],
  ['roles that are none', () => readAuthorizationDetails({ RoleDetailList: { 0: role } })],
  ['a provider without URL', () => readProviders([{ ClientIDList: [] }], 'arn:')],
  ['client ids that are numbers', () => readProviders({ Url: 'a', ClientIDList: [1] }, 'arn:')],
  ['an association without ServiceAccount', () => readSavedAssociations([{ namespace: 'a' }])],
  ['no association', () => readSavedAssociations([null])],
]

describe('files', () => {
  test.each(refused)('refuses %s', (_, read) => {
    expect(read).toThrow(SavedFault)
  })

  test('passes over kinds and namespaces that are not looked at, and what has ended', () => {
    const objects = [
      null,
      { kind: 'ConfigMap', metadata: { name: 'a' }, data: { __proto__: 1 } },
      { kind: '__proto__', metadata: { name: 'a' } },
      pod({ containers: [] }, { name: 'other', namespace: 'other' }),
      { ...pod({ containers: [] }), status: { phase: 'Succeeded' } },
      { kind: 'PodList', items: [pod({ containers: [{ name: 'main' }] }, { name: 'b', namespace: 'n' })] },
    ]
    const { pods, serviceAccounts } = readObjects(objects, 'c', 'n')
    expect(pods.map(({ name, serviceAccount }) => [name, serviceAccount])).toEqual([['pod/b', 'default']])
    expect(serviceAccounts).toEqual([])
  })

  test('reads the template of every kind of workload', () => {
    const template = { spec: { serviceAccountName: 'a', containers: [{ name: 'main' }] } }
    const of = (kind: string, spec: object) => ({ kind, metadata: { name: 'w' }, spec })
    const objects = [
      ...['Deployment', 'StatefulSet', 'DaemonSet', 'Job'].map((kind) => of(kind, { template })),
      of('CronJob', { jobTemplate: { spec: { template } } }),
    ]
    const { pods } = readObjects(objects, 'c', 'n')
    expect(pods.map(({ name }) => name)).toEqual([
      'deployment/w',
      'statefulset/w',
      'daemonset/w',
      'job/w',
      'cronjob/w',
    ])
    expect(pods.every(({ isTemplate, serviceAccount }) => isTemplate && serviceAccount === 'a')).toBe(true)
  })

  test('a page of several leaves open which roles there are', () => {
    expect(readAuthorizationDetails({ RoleDetailList: [role], IsTruncated: true }).roles.complete).toBe(false)
    expect(readAuthorizationDetails({ RoleDetailList: [role] }).roles.complete).toBe(true)
  })
})
