import type { AgentConfig } from '../agent-config.ts'

/** Of the error that a cluster is not there, as EKS says it. */
const notThere = /\(ResourceNotFoundException\): No cluster found\b/

/**
 * Says that EKS knows no cluster of this name, where EKS Auth says it only in answer to the token of a pod, as that of
 * AWS does. One question, and a hint: whoever may not ask, or cannot reach EKS, is told nothing. Never rejects.
 */
export async function warnOfUnknownCluster({
  clusterName,
  region,
  describeCluster,
  log,
}: Pick<AgentConfig, 'clusterName' | 'region' | 'describeCluster' | 'log'>): Promise<void> {
  try {
    await describeCluster?.()
  } catch (error) {
    const { message } = error as Error
    if (notThere.test(message)) log.warn({ region }, `EKS knows no cluster ${clusterName}: ${remedy}`)
    else log.debug({ reason: message }, 'EKS does not say whether it knows the cluster')
  }
}

const remedy = "look at --cluster-name, and at the region and the account of the agent's credentials"
