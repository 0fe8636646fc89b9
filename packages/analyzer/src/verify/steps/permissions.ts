import { parseArn } from '@rolecall/core'
import { compileSource } from '../../policies/compile-source.ts'
import { find } from '../../snapshot/find.ts'
import { holderSources } from '../../why/holder-sources.ts'
import { managedSource } from '../../why/managed-source.ts'
import type { StepFound, StepRow } from '../progress.ts'
import { symptoms } from '../symptoms.ts'

/** The role holds a permission at all, and its boundary leaves room for one. Which, is the question of `why`. */
export const permissions: StepRow = {
  name: 'permissions',
  needs: ['role'],
  examine({ commands, role, snapshot, association, question }): StepFound {
    const target = association?.targetRoleArn
    if (target !== undefined && target !== role!.arn)
      return find(snapshot, 'roles', target).state === 'missing'
        ? { state: 'not-looked-at', because: `its pods are ${target}, which is not there` }
        : {
            state: 'not-looked-at',
            because: `its pods are ${target}, whose policies are not known`,
            check: commands.listRolePolicies(target),
          }
    const { arn, name, boundary } = role!
    const sources = holderSources(role!, snapshot)
    const allows = sources.reduce((sum, { policy }) => sum + (policy?.allows.length ?? 0), 0)
    const unread = sources.flatMap(({ unread }) => unread ?? [])
    const { partition, account } = parseArn(arn)!
    const session = `arn:${partition}:sts::${account}:assumed-role/${name}/SESSION`
    const broken = (kind: string, sentence: string, fix: string): StepFound => ({
      state: 'broken',
      findings: [{ kind, sentence, error: symptoms.noPermission(session), fix }],
    })
    if (allows === 0 && unread.length === 0) {
      return broken(
        'no-permission',
        `role ${name} has no policy that allows anything`,
        commands.attachRolePolicy(name),
      )
    }
    if (boundary !== undefined) {
      const bounds = managedSource(boundary, 'boundary', snapshot)
      if (bounds.unread !== undefined) return { state: 'not-looked-at', because: bounds.unread }
      if (bounds.policy.allows.length === 0) {
        return broken(
          'boundary-allows-nothing',
          `the permissions boundary ${boundary} of role ${name} allows nothing`,
          commands.deleteBoundary(name),
        )
      }
    }
    if (association?.policy !== undefined) {
      const label = 'the session policy of the association'
      const session = compileSource({ label, kind: 'session', document: association.policy }, association)
      if (session.unread !== undefined) return { state: 'not-looked-at', because: session.unread }
      if (session.policy.allows.length === 0) {
        return broken(
          'session-policy-allows-nothing',
          `${label} allows nothing, and its pods can never go beyond it`,
          commands.setSessionPolicy(question.cluster, association.id),
        )
      }
    }
    if (unread.length > 0) return { state: 'not-looked-at', because: unread.join('; ') }
    const count = role!.inline.length + role!.attached.length
    const bounds = [
      ...(boundary === undefined ? [] : [`the boundary ${boundary}`]),
      ...(association?.policy === undefined ? [] : ['the session policy of the association']),
    ]
    const within = bounds.length === 0 ? '' : `, within ${bounds.join(' and ')}`
    return {
      state: 'ok',
      sentence: `role ${name} has ${count} ${count === 1 ? 'policy' : 'policies'}${within}; rolecall why says what they allow`,
    }
  },
}
