import type { Clock } from '@rolecall/core'
import { partitionOf } from '@rolecall/core'
import { timing } from '../timing.ts'
import type { CredentialSource } from './credential-sources.ts'
import { ownCredentials } from './own-credentials.ts'
import { parseEndpoint } from './parse-endpoint.ts'
import { readError } from './read-error.ts'
import { signedSender } from './signed-sender.ts'

export interface DescribeIssuerOptions {
  readonly clusterName: string
  readonly region: string
  /** Where EKS Auth is when that is not AWS: a server of one's own answers for EKS too. */
  readonly endpoint: string | undefined
  readonly credentials: readonly CredentialSource[]
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly clock: Clock
}

/**
 * The issuer of a cluster's tokens as EKS names it. Needs `eks:DescribeCluster`, which the policy of worker nodes
 * holds. Rejects in words when EKS does not say. Source: EKS, DescribeCluster.
 */
export async function describeIssuer(options: DescribeIssuerOptions): Promise<string> {
  const { clusterName, region, environment, clock } = options
  const { AWS_ENDPOINT_URL_EKS: own, AWS_ENDPOINT_URL: all } = environment
  const suffix = partitionOf(region) === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com'
  const endpoint = parseEndpoint(options.endpoint || own || all || `https://eks.${region}.${suffix}`)
  const connectMs = timing.connectMs
  const sender = signedSender({ endpoint, region, service: 'eks', clock, connectMs, environment })
  try {
    const credentials = await ownCredentials({ sources: options.credentials, clock, timing }).get()
    const path = `/clusters/${encodeURIComponent(clusterName)}`
    const answer = await sender.send({ method: 'GET', path, patienceMs: timing.attemptMs }, credentials)
    if (answer.status !== 200) throw new Error(`DescribeCluster: ${readError(answer, clock()).fault.message}`)
    const issuer: unknown = JSON.parse(answer.text)?.cluster?.identity?.oidc?.issuer
    if (typeof issuer !== 'string') throw new Error('DescribeCluster names no issuer')
    return issuer
  } finally {
    sender.close()
  }
}
