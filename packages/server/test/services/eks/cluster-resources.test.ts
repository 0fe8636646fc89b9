import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeCluster } from '../../kubernetes-api/cluster-access.ts'
import type { TestServer } from '../../start-test-server.ts'
import { eksAnswers } from './eks-answers.ts'
import { type Step, send, steps } from './eks-steps.ts'
import { startShop } from './start-shop.ts'

const { role } = eksAnswers
let server: TestServer
beforeAll(async () => {
  server = await startShop()
})
afterAll(async () => {
  expect(server.errors).toEqual([])
  await server.close()
})

test('a cluster made anew has nothing of the one before', async () => {
  await makeCluster(server, 'mortal')
  const addon = { clusterName: 'mortal', addonName: 'coredns' }
  expect((await send(server, { call: 'CreateAddon', input: addon })).fault).toBeUndefined()
  await send(server, { call: 'DeleteCluster', input: { name: 'mortal' } })
  await makeCluster(server, 'mortal')
  const { output } = await send(server, { call: 'ListAddons', input: { clusterName: 'mortal' } })
  expect(output?.['addons']).toEqual([])
  const updates = await send(server, { call: 'ListUpdates', input: { name: 'mortal' } })
  expect(updates.output?.['updateIds']).toEqual([])
})

describe('a connected cluster has none of this', () => {
  const refused = [
    'InvalidRequestException',
    400,
    'The cluster elsewhere is a connected cluster, which has none of this here.',
  ] as const
  const of = (call: string, more: object): Step => ({ call, input: more, fault: refused })
  const elsewhere = { clusterName: 'elsewhere' }
  steps(
    () => server,
    [
      {
        call: 'RegisterCluster',
        input: { name: 'elsewhere', connectorConfig: { roleArn: role('nodes'), provider: 'OTHER' } },
        output: { cluster: { status: 'PENDING' } },
      },
      of('UpdateClusterConfig', { name: 'elsewhere', deletionProtection: true }),
      of('UpdateClusterVersion', { name: 'elsewhere', version: '1.34' }),
      of('CreateAddon', { ...elsewhere, addonName: 'coredns' }),
      of('CreateNodegroup', {
        ...elsewhere,
        nodegroupName: 'x',
        nodeRole: role('nodes'),
        subnets: ['subnet-1'],
      }),
      {
        call: 'ListNodegroups',
        shows: 'of a connected cluster',
        input: elsewhere,
        output: { nodegroups: [] },
      },
    ],
  )
})
