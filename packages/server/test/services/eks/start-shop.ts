import { makeCluster } from '../../kubernetes-api/cluster-access.ts'
import { startTestServer, type TestServer } from '../../start-test-server.ts'
import { makeRoles } from './eks-steps.ts'

/** A server with a cluster `shop` of version 1.33, and roles for what can be below it. */
export async function startShop(): Promise<TestServer> {
  const server = await startTestServer()
  await makeRoles(server, {
    nodes: 'ec2.amazonaws.com',
    fargate: 'eks-fargate-pods.amazonaws.com',
    other: 'lambda.amazonaws.com',
  })
  await makeCluster(server, 'shop', {
    version: '1.33',
    resourcesVpcConfig: { subnetIds: ['subnet-1', 'subnet-2'] },
  })
  return server
}
