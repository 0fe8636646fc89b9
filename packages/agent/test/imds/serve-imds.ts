import type { AddressInfo } from 'node:net'
import { type ImdsCall, imdsListener } from '../../src/imds/imds-listener.ts'
import { defaultImdsRules, type ImdsRules } from '../../src/imds/imds-rules.ts'
import { metadataTokens } from '../../src/imds/metadata-tokens.ts'
import { nodeCredentials } from '../../src/imds/node-credentials.ts'
import type { NodeMetadata } from '../../src/imds/node-metadata.ts'
import { serveHost } from '../../src/listener/serve-host.ts'
import { sources } from '../../src/listener/sources.ts'
import { agentMetrics } from '../../src/probes/agent-metrics.ts'

export const node: NodeMetadata = {
  instanceId: 'i-0abc1234def567890',
  account: '111122223333',
  region: 'eu-west-1',
  availabilityZone: 'eu-west-1b',
  partition: 'aws',
  instanceType: 'm7i.large',
  hostname: 'ip-10-0-0-7.eu-west-1.compute.internal',
  ipv4: '10.0.0.7',
  mac: '0a:ff:c0:00:00:07',
  startedAt: Date.UTC(2026, 0, 2),
  role: {
    name: 'shop-nodes',
    instanceProfileArn: 'arn:aws:iam::111122223333:instance-profile/shop-nodes',
    instanceProfileId: 'AIPAEXAMPLE00000000000',
  },
}

export interface ServedImds {
  readonly url: string
  readonly calls: ImdsCall[]
  readonly close: () => Promise<void>
}

/** The service on loopback, for one that is of the node or one that is not. */
export async function serveImds(
  given: { rules?: Partial<ImdsRules>; isOfNode?: boolean; node?: NodeMetadata; now?: () => number } & {
    assume?: Parameters<typeof nodeCredentials>[0]['assume']
  } = {},
): Promise<ServedImds> {
  const calls: ImdsCall[] = []
  const clock = given.now ?? Date.now
  const assume =
    given.assume ??
    (async () => ({
      accessKeyId: 'ASIAEXAMPLE000000000',
      secretAccessKey: 'secret',
      sessionToken: 'token',
      expiration: clock() + 3_600_000,
    }))
  const listener = imdsListener({
    hosts: ['127.0.0.1'],
    port: 0,
    node: given.node ?? node,
    rules: { ...defaultImdsRules, ...given.rules },
    tokens: metadataTokens(clock),
    credentials: nodeCredentials({ assume, clock, failed: () => {} }),
    isOfNode: () => given.isOfNode ?? true,
    tell: (call) => calls.push(call),
  })
  const metrics = agentMetrics({
    entries: () => 0,
    waiting: () => 0,
    listening: () => 1,
    exposed: () => undefined,
  })
  const limits = { requestsPerSecond: 0, connections: 1000 }
  const tools = { sources: sources(limits, Date.now), metrics, onRefused: () => {} }
  const server = serveHost(listener, tools).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}
