import { parseArn } from '@rolecall/core'
import { type ContextValue, principalContext } from '@rolecall/policy'
import { givenContext } from '../../context/given-context.ts'
import { timeKeys } from '../../context/time-keys.ts'
import { compileSource } from '../../policies/compile-source.ts'
import { type Weighing, weigh } from '../../policies/weigh.ts'
import { find } from '../../snapshot/find.ts'
import type { RoleRecord } from '../../snapshot/snapshot.ts'
import type { Path } from '../path.ts'
import type { PodSubject } from '../question.ts'
import { assumptionKeys } from './assumption-keys.ts'
import { podIdentityService } from './pod-identity-service.ts'
import { sessionTagsOf } from './session-tags-of.ts'

type Known = Pick<Path<PodSubject>, 'association' | 'question' | 'snapshot' | 'role'>

const principal = { type: 'service', name: podIdentityService } as const

/** Keys of callers who sign with credentials of an account, which a service of AWS does not. */
const ofAccounts = /^aws:(principal|username$|userid$|federatedprovider$)/

/**
 * Asks the trust policy of an associated role as STS does when EKS assumes it for a pod. The pod's name and uid
 * are among the session tags and are not known.
 *
 * @param trust the text of another trust policy in place of the role's own
 */
export function weighPodIdentity(action: string, path: Known, trust?: string): Weighing {
  const { question, snapshot } = path
  const role = path.role!
  const cluster = find(snapshot, 'clusters', question.cluster)
  const arn = cluster.state === 'found' ? cluster.item.arn : ''
  const asked = assumptionKeys(role, path)
  const { tags, unknown } = sessionTagsOf(path)
  const own: [string, ContextValue][] = [
    ...principalContext(principal),
    ...asked.own,
    ...timeKeys(question.at),
    ...(tags.length > 0
      ? ([['sts:TransitiveTagKeys', [...tags.map(([key]) => key), ...unknown]]] as [string, string[]][])
      : []),
    ...(arn === ''
      ? []
      : ([
          ['aws:SourceArn', arn],
          ['aws:SourceAccount', parseArn(arn)?.account ?? ''],
        ] as [string, string][])),
  ]
  const known = givenContext(
    own,
    question.context ?? {},
    (key) => asked.isAbsent(key) || ofAccounts.test(key),
  )
  return weigh(
    { principal, action, resource: { arn: role.arn, account: parseArn(role.arn)?.account } },
    known,
    { identity: [], resource: trustSource(role, trust) },
  )
}

function trustSource(role: RoleRecord, trust: string | undefined) {
  const source = { label: `trust policy of ${role.arn}`, kind: 'trust' } as const
  return trust === undefined
    ? compileSource({ ...source, document: role.trust }, role)
    : compileSource({ ...source, document: trust }, {})
}
