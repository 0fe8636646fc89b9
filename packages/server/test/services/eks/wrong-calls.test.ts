import * as eks from '@aws-sdk/client-eks'
import { afterAll, beforeAll, expect } from 'vitest'
import { makeCluster } from '../../kubernetes-api/cluster-access.ts'
import { startTestServer, type TestServer } from '../../start-test-server.ts'
import { wrongCalls } from '../wrong-calls.ts'
import { makeRoles, send } from './eks-steps.ts'
import { rows } from './wrong-calls.data.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
  await makeRoles(server, { nodes: 'ec2.amazonaws.com', fargate: 'eks-fargate-pods.amazonaws.com' })
  await makeCluster(server, 'shop', { version: '1.33' })
  const nodeRole = 'arn:aws:iam::111122223333:role/nodes'
  const group = { clusterName: 'shop', nodegroupName: 'workers', nodeRole, subnets: ['subnet-1'] }
  expect((await send(server, { call: 'CreateNodegroup', input: group })).fault).toBeUndefined()
  const addon = { clusterName: 'shop', addonName: 'vpc-cni' }
  expect((await send(server, { call: 'CreateAddon', input: addon })).fault).toBeUndefined()
})
afterAll(async () => {
  expect(server.errors).toEqual([])
  await server.close()
})

wrongCalls({ server: () => server, module: eks, client: 'EKSClient', callers: () => ({}) }, rows)
