import { parseArn } from '@rolecall/core'
import type { ContextValue } from '@rolecall/policy'
import { absentOfPods } from '../../context/absent-of-pods.ts'
import { callerKeys } from '../../context/caller-keys.ts'
import { givenContext } from '../../context/given-context.ts'
import { compileSource } from '../../policies/compile-source.ts'
import { type Weighing, weigh } from '../../policies/weigh.ts'
import type { RoleRecord } from '../../snapshot/snapshot.ts'
import { holderSources } from '../holder-sources.ts'
import { managedSource } from '../managed-source.ts'
import type { Path } from '../path.ts'
import type { PodSubject } from '../question.ts'
import { rolePrincipal } from '../role-principal.ts'
import { assumptionKeys } from './assumption-keys.ts'
import { externalIdFor } from './external-id-for.ts'
import { podTags } from './pod-tags.ts'

type Known = Pick<Path<PodSubject>, 'association' | 'question' | 'snapshot' | 'role'>

/**
 * Asks both sides, as STS does, when the first role of an association assumes the second: the first role's policies
 * and the second's trust policy. Its session policy is for what the second gives, and has no say.
 *
 * @param trust the text of another trust policy in place of the target's own
 */
export function weighHop(action: string, path: Known, target: RoleRecord, trust = target.trust): Weighing {
  const { association, question, snapshot } = path
  const role = path.role!
  const { principal, sessionsOf } = rolePrincipal(role, undefined)
  const { tags, unknownTags } = podTags(role.tags, path)
  const asked = assumptionKeys(target, path)
  const account = parseArn(target.arn)?.account
  const externalId = externalIdFor(association!, question)
  const own: [string, ContextValue][] = [
    ...callerKeys({ principal, sessionsOf, tags, method: 'pod-identity' }, question.at),
    ...asked.own,
    ...(account === undefined ? [] : [['aws:ResourceAccount', account] as [string, string]]),
    ...(externalId === undefined ? [] : [['sts:ExternalId', externalId] as [string, string]]),
  ]
  const isAbsent = absentOfPods('pod-identity', unknownTags)
  const known = givenContext(own, question.context ?? {}, (key) => asked.isAbsent(key) || isAbsent(key))
  const label = `trust policy of ${target.arn}`
  return weigh(
    { principal, action, resource: { arn: target.arn, account } },
    { ...known, sessionsOf },
    {
      identity: holderSources(role, snapshot),
      boundary: role.boundary === undefined ? undefined : managedSource(role.boundary, 'boundary', snapshot),
      resource: compileSource(
        { label, kind: 'trust', document: trust },
        trust === target.trust ? target : {},
      ),
    },
  )
}
