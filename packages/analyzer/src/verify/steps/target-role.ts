import { parseArn } from '@rolecall/core'
import { describeDecision, type Principal } from '@rolecall/policy'
import { givenContext } from '../../context/given-context.ts'
import { timeKeys } from '../../context/time-keys.ts'
import { compileSource } from '../../policies/compile-source.ts'
import { weigh } from '../../policies/weigh.ts'
import { find } from '../../snapshot/find.ts'
import type { RoleRecord } from '../../snapshot/snapshot.ts'
import { holderSources } from '../../why/holder-sources.ts'
import { managedSource } from '../../why/managed-source.ts'
import { commands } from '../commands.ts'
import type { Added, Progress, StepFound, StepRow } from '../progress.ts'
import type { AssociationRecord } from '../setup.ts'
import { symptoms } from '../symptoms.ts'
import { sessionTagsOf } from '../trust/session-tags-of.ts'

/** Of an association with two roles, the first may assume the second, by its own policies and the second's trust. */
export const targetRole: StepRow = {
  name: 'target-role',
  needs: ['association'],
  examine(progress) {
    const { association, role, roleArn, snapshot } = progress
    const arn = association!.targetRoleArn
    if (arn === undefined) return { state: 'ok', sentence: 'the association names one role only' }
    const found = find(snapshot, 'roles', arn)
    if (found.state === 'missing')
      return denied(`there is no role ${arn}`, commands.createRole(arn, trusting(roleArn!, association!)))
    if (role && found.state === 'found') return hop(progress, role, found.item)
    if (progress.setup.exchange.state === 'given') return { state: 'ok', sentence: byWitness(arn, roleArn!) }
    const because =
      found.state === 'unread' ? `role ${arn} is not known: ${found.because}` : `role ${roleArn} is not known`
    return { state: 'not-looked-at', because }
  },
}

function byWitness(arn: string, roleArn: string): string {
  return `EKS Auth gave a session of ${arn} by way of ${roleArn}, so the second trusts the first`
}

function hop(progress: Progress, role: RoleRecord, target: RoleRecord): StepFound {
  const { association } = progress
  const actions = actionsOf(association!)
  const known = { role: target, roleArn: target.arn }
  const weighed = actions.map((action) => weighHop(action, progress, target))
  const refused = weighed.find(({ outcome }) => outcome === 'denied')
  if (refused) {
    const { decision, change } = refused.explanation
    return denied(
      `role ${role.name} may not ${decision.action} ${target.arn}: ${describeDecision(decision)}`,
      change?.sentence ?? `let ${role.arn} ${decision.action} in the trust policy of ${target.arn}`,
      known,
    )
  }
  const open = weighed.find(({ outcome }) => outcome === 'undecided')
  if (open && progress.setup.exchange.state === 'given')
    return { state: 'ok', sentence: byWitness(target.arn, role.arn), onward: known }
  if (open)
    return {
      state: 'not-looked-at',
      because: open.unread[0] ?? `the second hop turns on ${open.keys.join(', ')}, which are not known`,
    }
  return {
    state: 'ok',
    sentence: `role ${role.name} may ${actions.join(' and ')} ${target.arn}`,
    onward: known,
  }
}

function actionsOf({ disableSessionTags }: AssociationRecord): string[] {
  return ['sts:AssumeRole', ...(disableSessionTags ? [] : ['sts:TagSession'])]
}

/** A trust policy for the second role of an association. */
function trusting(roleArn: string, association: AssociationRecord): string {
  const { externalId } = association
  const Condition =
    externalId === undefined ? {} : { Condition: { StringEquals: { 'sts:ExternalId': externalId } } }
  const Statement = [
    { Effect: 'Allow', Principal: { AWS: roleArn }, Action: actionsOf(association), ...Condition },
  ]
  return JSON.stringify({ Version: '2012-10-17', Statement })
}

function denied(sentence: string, fix: string, onward: Added = {}): StepFound {
  return {
    onward,
    state: 'broken',
    findings: [{ kind: 'target-role', sentence, error: symptoms.podIdentityDenied(), fix }],
  }
}

function weighHop(action: string, progress: Progress, target: RoleRecord) {
  const { role, association, snapshot, question } = progress
  const { name, arn: roleArn, id: roleId, boundary } = role!
  const { partition, account = '' } = parseArn(roleArn) ?? {}
  const arn = `arn:${partition}:sts::${account}:assumed-role/${name}/…`
  const principal: Principal = { type: 'role-session', account, arn, id: `${roleId}:…`, roleArn, roleId }
  const { tags } = sessionTagsOf(progress)
  const { externalId } = association!
  const own = [
    ...tags.flatMap(([key, value]) => [
      [`aws:RequestTag/${key}`, value] as const,
      [`aws:PrincipalTag/${key}`, value] as const,
    ]),
    ...(externalId === undefined ? [] : [['sts:ExternalId', externalId] as const]),
    ['aws:PrincipalArn', roleArn] as const,
    ['aws:PrincipalAccount', account] as const,
    ...timeKeys(question.at),
  ]
  const known = givenContext(own, question.context ?? {}, (key) => key === 'sts:externalid')
  const trust = { label: `trust policy of ${target.arn}`, kind: 'trust', document: target.trust } as const
  return weigh(
    { principal, action, resource: { arn: target.arn, account: parseArn(target.arn)?.account } },
    { ...known, sessionsOf: arn.slice(0, -1) },
    {
      identity: holderSources(role!, snapshot),
      boundary: boundary === undefined ? undefined : managedSource(boundary, 'boundary', snapshot),
      resource: compileSource(trust, target),
    },
  )
}
