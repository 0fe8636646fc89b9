import { type Answer, collectFor, why } from '@rolecall/analyzer'
import { systemClock } from '@rolecall/core'
import { awsAccess } from '../aws/aws-access.ts'
import { callerAccount } from '../aws/caller-account.ts'
import { isAwsEndpoint } from '../aws/is-aws-endpoint.ts'
import { stsEndpoint } from '../aws/sts-endpoint.ts'
import { noSuchCluster } from '../cluster/no-such-cluster.ts'
import { openCluster } from '../cluster/open-cluster.ts'
import type { Terminal } from '../terminal.ts'
import { noteAction } from './note-action.ts'
import { readQuestion } from './read-question.ts'
import { readResourcePolicy } from './read-resource-policy.ts'
import { underOrganization } from './under-organization.ts'
import type { WhyOptions } from './why-arguments.ts'

/** Reads what the question needs from AWS and the cluster, and answers it. */
export async function askWhy(
  options: WhyOptions,
  operands: readonly string[],
  terminal: Terminal,
): Promise<Answer> {
  const question = readQuestion(options, operands, systemClock)
  noteAction(question.action, terminal)
  const aws = awsAccess(options)
  const [eks, iam, sts] = await Promise.all([aws.eks(), aws.iam(), aws.sts()])
  const endpoint = await stsEndpoint(sts)
  const resourcePolicies = await readResourcePolicy(options.resourcePolicy, endpoint)
  const { account, partition } = await terminal.during('asking STS who you are', callerAccount(sts))
  const kubernetes = async (cluster: string) =>
    (await openCluster(aws, cluster, options.kubeconfig)).kubernetes
  const takesPatterns = !isAwsEndpoint(endpoint)
  const doors = { eks, iam, account, partition, takesPatterns, kubernetes }
  const collecting = collectFor(question, doors, resourcePolicies)
  const snapshot = await terminal.during('reading AWS and the cluster', collecting)
  const [missing] = snapshot.clusters.missing ?? []
  // A name, a region or an account that is not meant, far more often than a cluster nobody has made: no answer to give.
  if (missing !== undefined) throw await noSuchCluster(aws, missing)
  const answer = why(snapshot, question)
  return terminal.during(
    'asking for the organization',
    underOrganization(answer, account, await aws.organizations()),
  )
}
