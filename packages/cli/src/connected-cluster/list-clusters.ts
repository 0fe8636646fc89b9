import { DescribeClusterCommand, paginateListClusters } from '@aws-sdk/client-eks'
import { awsAccess } from '../aws/aws-access.ts'
import { unlessMissing } from '../plan/unless-missing.ts'
import { Refusal } from '../refusal.ts'
import type { Terminal } from '../terminal.ts'
import type { ConnectedClusterOptions } from './connected-cluster-options.ts'

/** `rolecall cluster list`: those that EKS made, and those that are registered. */
export async function listClusters(
  options: ConnectedClusterOptions,
  names: readonly string[],
  terminal: Terminal,
): Promise<void> {
  if (names.length > 0) throw new Refusal('cluster list takes no name: it lists all of them')
  const client = await awsAccess(options).eks()
  const found: string[] = []
  const clusters: object[] = []
  const rows: string[][] = []
  const gathering = async () => {
    for await (const page of paginateListClusters({ client }, { include: ['all'] })) {
      found.push(...(page.clusters ?? []))
    }
    for (const name of found) {
      // It may go while it is looked at.
      const described = await unlessMissing(client.send(new DescribeClusterCommand({ name })))
      if (!described?.cluster) continue
      const { status = '', connectorConfig, identity } = described.cluster
      const kind = connectorConfig ? 'connected' : 'made'
      const issuer = identity?.oidc?.issuer
      rows.push([name, kind, status, issuer ?? ''])
      clusters.push({ name, kind, status, issuer, provider: connectorConfig?.provider })
    }
  }
  await terminal.during('listing clusters', gathering())
  const widths = [0, 1, 2].map((at) => Math.max(0, ...rows.map((row) => row[at]?.length ?? 0)))
  for (const row of rows) {
    const cells = row.map((text, at) => text.padEnd(widths[at] ?? 0))
    terminal.say(cells.join('  ').trimEnd())
  }
  terminal.answer({ clusters })
}
