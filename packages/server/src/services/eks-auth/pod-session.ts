import { randomUUID } from 'node:crypto'
import { Fault } from '@rolecall/core'
import { type ContextValue, principalContext } from '@rolecall/policy'
import { placedCaller } from '../../callers/placed-caller.ts'
import { sessionCaller } from '../../callers/session-caller.ts'
import type { PodIdentityAssociation } from '../../records/pod-identity-association.ts'
import { externalId } from '../eks/pod-identity-association/external-id.ts'
import type { ServiceContext } from '../service-context.ts'
import { assumeRoleSession } from '../sts/assume-role-session.ts'
import type { AssumedRole } from '../sts/assumed-role.ts'
import { federatedSession } from '../sts/federated-session.ts'
import { requestTags } from '../sts/request-tags.ts'
import { eksAuthFaults } from './eks-auth-faults.ts'
import { podSessionTags } from './pod-session-tags.ts'
import type { ProvenPod } from './prove-pod.ts'
import { recordedAssumption } from './recorded-assumption.ts'

/** Six hours; of a target role fifty-nine minutes, for roles assumed from roles end after an hour. */
const roleSeconds = 21_600
const targetSeconds = 3540

const principal = { type: 'service', name: 'pods.eks.amazonaws.com' } as const

/** What is known of the call itself; the address and the agent are the node's, who is not the one who assumes. */
const ownKeys = /^aws:(CurrentTime|EpochTime|RequestedRegion)$/

type Keys = readonly (readonly [key: string, value: ContextValue])[]

/**
 * The session that a pod gets by its association: of the role, assumed by the service for the pod, and where there
 * is a target role, of that one, assumed with the credentials of the first.
 *
 * @throws Fault AccessDeniedException in one text, whatever policy refused, and for roles that are not there
 */
export async function podSession(
  association: PodIdentityAssociation,
  proven: ProvenPod,
  context: ServiceContext,
): Promise<AssumedRole> {
  const { disableSessionTags, policy: Policy, roleArn: RoleArn, targetRoleArn } = association
  const tags = disableSessionTags ? {} : podSessionTags(proven)
  const callKeys: Keys = [
    ...context.callKeys.filter(([key]) => ownKeys.test(key)),
    ['aws:SecureTransport', 'true'],
  ]
  const pod = proven.recorded
  const first = {
    RoleArn,
    RoleSessionName: sessionNameOf(proven),
    DurationSeconds: roleSeconds,
    Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
    TransitiveTagKeys: Object.keys(tags),
    ...(targetRoleArn === undefined ? { Policy } : {}),
  }
  const federation = {
    ...first,
    action: 'sts:AssumeRole',
    principal,
    sessionName: first.RoleSessionName,
    keys: [
      ...principalContext(principal),
      ['aws:SourceAccount', proven.cluster.account],
      ['aws:SourceArn', proven.cluster.arn],
    ],
    remembered: { pod },
    serviceSeconds: roleSeconds,
  } as const
  try {
    const role = await recordedAssumption({ asked: first, pod }, context, () =>
      federatedSession(federation, first, { ...context, callKeys }),
    )
    if (targetRoleArn === undefined) return role
    const caller = await holderOf(role, context)
    const asRole = {
      ...context,
      caller,
      // Tags that come along are asked for again: trust policies of target roles have conditions on them.
      callKeys: [...callKeys, ...caller.context, ...requestTags(tags)],
    }
    const asked = {
      RoleArn: targetRoleArn,
      RoleSessionName: first.RoleSessionName,
      ExternalId: externalId(association, proven.namespace, proven.serviceAccount.name),
      DurationSeconds: targetSeconds,
      Policy,
    }
    return await recordedAssumption({ asked, caller, pod }, context, () => assumeRoleSession(asked, asRole))
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    throw error.shape.code === 'PackedPolicyTooLarge'
      ? eksAuthFaults.invalidRequest(error.message)
      : eksAuthFaults.cannotAssume()
  }
}

/** Who signs with the credentials of a session that was just made. */
async function holderOf({ Credentials }: AssumedRole, { mint, now, transaction }: ServiceContext) {
  const { AccessKeyId = '', SessionToken = '' } = Credentials
  const opened = mint.open(AccessKeyId, SessionToken)
  const session = opened && (await sessionCaller(opened.session, AccessKeyId, transaction, now))
  const caller = session && (await placedCaller(session, transaction))
  if (!caller) throw new Error('the session was made in this call')
  return caller
}

/** `eks-CLUSTER-POD-UUID`, the names cut to ten characters as AWS does: 64 are the most. */
function sessionNameOf({ cluster, pod }: ProvenPod): string {
  return ['eks', cluster.name.slice(0, 10), pod.name.slice(0, 10), randomUUID()].join('-')
}
