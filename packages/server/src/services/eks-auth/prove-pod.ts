import {
  audiences,
  readServiceAccount,
  readToken,
  type ServiceAccountIdentity,
  verifyToken,
} from '@rolecall/tokens'
import { type Cluster, clusters } from '../../records/cluster.ts'
import { podIdentity } from '../../trail/pod-identity.ts'
import type { PodIdentity } from '../../trail/trail-record.ts'
import type { SignedContext } from '../service-context.ts'
import type { AssumeRoleForPodIdentityRequest } from './assume-role-for-pod-identity-schema.data.ts'
import { eksAuthFaults } from './eks-auth-faults.ts'

/** Kubernetes and AWS agree on it: no other service takes such a token, and no other token is taken here. */
const podIdentityAudience = 'pods.eks.amazonaws.com'

/** What a verified token says of the pod that holds it. */
export interface ProvenPod {
  readonly cluster: Cluster
  readonly audience: string
  readonly namespace: string
  readonly serviceAccount: ServiceAccountIdentity['serviceAccount']
  readonly pod: NonNullable<ServiceAccountIdentity['pod']>
  /** For records and for the session. */
  readonly recorded: PodIdentity
}

/**
 * Verifies the token of a pod against the keys of its cluster, and no other's. The caller has shown that it may ask
 * for pods of this cluster: what is wrong with a token is told to nobody else.
 *
 * @throws Fault ResourceNotFoundException, ExpiredTokenException, InvalidTokenException, ServiceUnavailableException
 */
export async function provePod(
  { clusterName, token: text }: AssumeRoleForPodIdentityRequest,
  { account, issuers, now, reader, recordPod, region }: SignedContext,
): Promise<ProvenPod> {
  const cluster = await reader.get(clusters, [account, region, clusterName])
  if (!cluster) throw eksAuthFaults.noSuchCluster(clusterName)
  const reading = readToken(text)
  if (!reading.ok) throw eksAuthFaults.invalidToken(reading.refusal.message)
  const { token } = reading
  // Before its keys are asked for: a token of anybody else makes no call.
  if (token.claims.iss !== cluster.issuer)
    throw eksAuthFaults.invalidToken('it is not of the issuer of this cluster')
  const keys = await issuers.keySet(cluster.issuer, token.header.kid, reader)
  if (!keys.ok) throw eksAuthFaults.keysUnreachable()
  const verdict = await verifyToken(token, keys.keySet, { issuer: cluster.issuer, now })
  if (!verdict.ok) {
    const { code, message } = verdict.refusal
    throw code === 'expired'
      ? eksAuthFaults.expiredToken(now, Number(token.claims.exp) * 1000)
      : eksAuthFaults.invalidToken(message)
  }
  const { claims } = verdict
  if (!audiences(claims).includes(podIdentityAudience))
    throw eksAuthFaults.invalidToken(`its audience is not ${podIdentityAudience}`)
  const holder = readServiceAccount(claims)
  if (!holder) throw eksAuthFaults.invalidToken('it is not of a ServiceAccount')
  const recorded = { ...podIdentity(claims), clusterArn: cluster.arn } as PodIdentity
  recordPod(recorded)
  const { namespace, pod, serviceAccount } = holder
  if (!pod) throw eksAuthFaults.invalidToken('it is not bound to a pod')
  return { cluster, audience: podIdentityAudience, namespace, serviceAccount, pod, recorded }
}
