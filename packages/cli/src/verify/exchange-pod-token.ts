import { randomBytes } from 'node:crypto'
import type { Exchange } from '@rolecall/analyzer'
import { type Clock, injectedNames } from '@rolecall/core'
import type { AwsAccess } from '../aws/aws-access.ts'
import { sealedMessage } from '../sealed-message.ts'
import { whoHolds } from './who-holds.ts'

export interface EksAuthAsked {
  readonly clusterName: string
  /** Where EKS Auth is, before what variables say. */
  readonly endpoint: string | undefined
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly clock: Clock
}

const denied = /^AccessDenied/

/**
 * Gives the token of a pod to EKS Auth as the agent of its node does, but signed by the caller, and asks who its
 * session is. The session is used for nothing else and forgotten.
 */
export async function exchangePodToken(
  aws: Pick<AwsAccess, 'eks' | 'stsAs'>,
  token: string,
  { clusterName, endpoint, environment, clock }: EksAuthAsked,
): Promise<Exchange> {
  // Only who has such a token needs to load what signs the call and reads its answer.
  const { assumePodRole } = await import('@rolecall/agent/assume-pod-role')
  const { config } = await aws.eks()
  const region = await config.region()
  const assumed = await assumePodRole(token, {
    clusterName,
    audience: injectedNames['pod-identity'].audience,
    endpoint,
    region,
    credentials: { name: 'the AWS credentials of the caller', provide: () => config.credentials() },
    environment,
    clock,
    random: randomBytes,
  })
  if (assumed.ok) {
    const { AccessKeyId, SecretAccessKey, Token } = JSON.parse(assumed.credentials.body.toString())
    return whoHolds(aws, {
      accessKeyId: AccessKeyId,
      secretAccessKey: SecretAccessKey,
      sessionToken: Token,
    })
  }
  const { about, code, message } = assumed
  if (about === 'token') return { state: 'refused', by: 'AssumeRoleForPodIdentity', code, message }
  if (about === 'service') return { state: 'unread', because: `EKS Auth gave no answer for now: ${message}` }
  const because = message.replace(sealedMessage, '')
  return denied.test(code)
    ? { state: 'unread', because: `these credentials may not ask EKS Auth: ${because}`, lacks: 'permission' }
    : { state: 'unread', because: `EKS Auth refuses these credentials: ${because}` }
}
