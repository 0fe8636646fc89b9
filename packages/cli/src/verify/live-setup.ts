import { collectSetup, type PodSubject, type Setup } from '@rolecall/analyzer'
import { systemClock } from '@rolecall/core'
import { awsAccess } from '../aws/aws-access.ts'
import { callerAccount } from '../aws/caller-account.ts'
import { eksAuthPlace } from '../aws/eks-auth-place.ts'
import { noSuchCluster } from '../cluster/no-such-cluster.ts'
import { openCluster } from '../cluster/open-cluster.ts'
import type { Terminal } from '../terminal.ts'
import { exchangePodToken } from './exchange-pod-token.ts'
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
  const place = await eksAuthPlace(aws, options, terminal.environment)
  const eksAuth = { clusterName: subject.cluster, ...place, clock: systemClock }
  const exchange = {
    irsa: (token: string, roleArn: string) => exchangeToken(aws, token, roleArn),
    'pod-identity': (token: string) => exchangePodToken(aws, token, eksAuth),
  }
  const doors = {
    eks,
    iam,
    ...account,
    kubernetes: async (cluster: string) => (await openCluster(aws, cluster, options.kubeconfig)).kubernetes,
    fetch,
    now: systemClock(),
    ...(options.assume ? { exchange } : {}),
  }
  const setup = await terminal.during(
    'reading AWS and the cluster',
    collectSetup(subject, doors, options.pod),
  )
  // A name, a region or an account that is not meant, far more often than a cluster nobody has made: no answer to give.
  if ((setup.snapshot.clusters.missing ?? []).length > 0) throw await noSuchCluster(aws, subject.cluster)
  return setup
}
