import { collectSetup, type PodSubject, type Setup } from '@rolecall/analyzer'
import { systemClock } from '@rolecall/core'
import { awsAccess } from '../aws/aws-access.ts'
import { callerAccount } from '../aws/caller-account.ts'
import { openCluster } from '../cluster/open-cluster.ts'
import { Refusal } from '../refusal.ts'
import type { Terminal } from '../terminal.ts'
import { exchangeToken } from './exchange-token.ts'
import type { VerifyOptions } from './verify-options.ts'

/** What AWS and the cluster say now. */
export async function liveSetup(
  options: VerifyOptions,
  subject: PodSubject,
  terminal: Terminal,
): Promise<Setup> {
  const aws = awsAccess(options)
  const [eks, iam, sts] = await Promise.all([aws.eks(), aws.iam(), aws.sts()])
  const account = await terminal.during('asking STS who you are', callerAccount(sts))
  const setup = await terminal.during(
    'reading AWS and the cluster',
    collectSetup(subject, {
      eks,
      iam,
      ...account,
      kubernetes: async (cluster) => (await openCluster(aws, cluster, options.kubeconfig)).kubernetes,
      fetch,
      now: systemClock(),
      ...(options.assume ? { exchange: (roleArn, token) => exchangeToken(aws, roleArn, token) } : {}),
    }),
  )
  const [missing] = setup.snapshot.clusters.missing ?? []
  // A name or a region that is not meant, far more often than a cluster nobody has made: no answer to give.
  if (missing !== undefined)
    throw new Refusal(`there is no cluster ${missing} in ${await eks.config.region()}`)
  return setup
}
