import { parseArn } from '@rolecall/core'
import { givenContext } from '../../context/given-context.ts'
import { timeKeys } from '../../context/time-keys.ts'
import { compileSource } from '../../policies/compile-source.ts'
import { type Weighing, weigh } from '../../policies/weigh.ts'
import { find } from '../../snapshot/find.ts'
import type { Progress } from '../progress.ts'
import { podIdentityService } from './pod-identity-service.ts'
import { sessionTagsOf } from './session-tags-of.ts'

/** Keys that EKS sends for no pod. */
const neverSent =
  /^(sts:(externalid|sourceidentity)$|aws:(requesttag\/|principal|username$|userid$|federatedprovider$))/

/**
 * Asks the trust policy of an associated role as STS does when EKS assumes it for a pod. The pod's name and uid
 * are among the session tags and are not known.
 */
export function weighPodIdentity(action: string, progress: Progress): Weighing {
  const { role, question, snapshot } = progress
  const cluster = find(snapshot, 'clusters', question.cluster)
  const arn = cluster.state === 'found' ? cluster.item.arn : ''
  const { tags, unknown } = sessionTagsOf(progress)
  const own = [
    ...tags.map(([key, value]) => [`aws:RequestTag/${key}`, value] as const),
    ...(tags.length > 0 ? [['aws:TagKeys', [...tags.map(([key]) => key), ...unknown]] as const] : []),
    ...(arn === ''
      ? []
      : [['aws:SourceArn', arn] as const, ['aws:SourceAccount', parseArn(arn)?.account ?? ''] as const]),
    ...timeKeys(question.at),
  ]
  const maybe = new Set(unknown.map((key) => `aws:requesttag/${key}`))
  const known = givenContext(own, question.context ?? {}, (key) => neverSent.test(key) && !maybe.has(key))
  const source = { label: `trust policy of ${role!.arn}`, kind: 'trust', document: role!.trust } as const
  return weigh(
    {
      principal: { type: 'service', name: podIdentityService },
      action,
      resource: { arn: role!.arn, account: parseArn(role!.arn)?.account },
    },
    known,
    { identity: [], resource: compileSource(source, role!) },
  )
}
