import { jsonDiff } from '../json/json-diff.ts'
import { jsonEqual } from '../json/json-equal.ts'
import { createRoleStep } from './create-role-step.ts'
import { ownership } from './ownership.ts'
import type { RoleState } from './present.ts'
import { revocationPolicyName } from './revocation-policy-name.ts'
import { roleRefusal } from './role-refusal.ts'
import type { Step } from './step.ts'
import { tagList } from './tag-list.ts'
import type { WantedRole } from './wanted-role.ts'

/** What makes a role what the file wants. A role that apply did not make is changed only with `adopt`. */
export function roleSteps(wanted: WantedRole, state: RoleState | undefined, adopt: boolean): Step[] {
  if (!state) return [createRoleStep(wanted)]
  const { name } = wanted
  const keep: Step = { change: 'keep', what: `role ${name}`, calls: [] }
  const refusal = roleRefusal(wanted, state, adopt)
  if (refusal !== undefined) return [refuse(name, refusal)]

  const trusts = trust(wanted, state)
  const moves = trusts.length > 0
  const limits = boundary(wanted, state)
  const narrower = limits.filter(({ change }) => change !== 'remove')
  const comes = added(wanted, state, moves)
  const goes = removed(wanted, state, moves)
  const lifted = limits.filter(({ change }) => change === 'remove')
  if (state.tags[ownership.managed] === undefined && !adopt) {
    const wants = [...narrower, ...trusts, ...comes, ...lifted]
    if (wants.length === 0) return [keep]
    const lines = wants.map(({ what }) => `differs: ${what}`)
    return [
      refuse(name, 'was not made by rolecall; --adopt takes it over, attachRoleARN uses it as it is', lines),
    ]
  }
  // Nobody may hold, between two calls, what neither the old role nor the new one gives. Where pods and limits
  // stay the same, what comes comes first, so that a plan that stops midway leaves them no less than they had.
  // Else what goes goes first, then the role changes hands, and what comes comes last.
  const last = [...comes, ...lifted, ...tags(wanted, state)]
  const steps =
    moves || losesFirst(wanted, state)
      ? [...goes, ...narrower, ...trusts, ...(wanted.trust === undefined ? last.map(later) : last)]
      : [...narrower, ...comes, ...goes, ...lifted, ...tags(wanted, state)]
  return steps.length > 0 ? steps : [keep]
}

/** AWS's own quota of managed policies of a role. An account may have a higher one. */
const mostAttached = 10

/** Whether it has another's pods, exchanges its limits, or has no room for the new policies beside the old. */
function losesFirst({ tags, boundary, attached }: WantedRole, state: RoleState): boolean {
  return (
    state.tags[ownership.serviceAccount] !== tags[ownership.serviceAccount] ||
    (boundary !== undefined && state.boundary !== undefined && boundary !== state.boundary) ||
    new Set([...state.attached, ...attached]).size > mostAttached
  )
}

function later(step: Step): Step {
  return { ...step, calls: [], afterCluster: true }
}

function refuse(name: string, because: string, details: string[] = []): Step {
  return { change: 'refuse', what: `role ${name} exists and ${because}`, details, calls: [] }
}

function trust({ name, trust: wanted }: WantedRole, state: RoleState): Step[] {
  const what = `trust policy of role ${name}`
  if (wanted === undefined) {
    const details = ['will name the issuer of the new cluster']
    return [{ change: 'change', what, details, calls: [], afterCluster: true }]
  }
  if (jsonEqual(state.trust, wanted)) return []
  const input = { RoleName: name, PolicyDocument: JSON.stringify(wanted) }
  const details = jsonDiff(state.trust, wanted)
  return [{ change: 'change', what, details, calls: [{ call: 'iam:UpdateAssumeRolePolicy', input }] }]
}

function boundary({ name, boundary: wanted }: WantedRole, { boundary: present }: RoleState): Step[] {
  if (present === wanted) return []
  const what = `permissions boundary of role ${name}`
  if (wanted === undefined) {
    const input = { RoleName: name }
    const details = [`- ${present}`]
    return [
      { change: 'remove', what, details, calls: [{ call: 'iam:DeleteRolePermissionsBoundary', input }] },
    ]
  }
  const input = { RoleName: name, PermissionsBoundary: wanted }
  const details = [...(present ? [`- ${present}`] : []), `+ ${wanted}`]
  return [{ change: 'change', what, details, calls: [{ call: 'iam:PutRolePermissionsBoundary', input }] }]
}

function added({ name, inline, attached }: WantedRole, state: RoleState, moves: boolean): Step[] {
  const inlines = Object.entries(inline).flatMap(([PolicyName, document]): Step[] => {
    const present = state.inline[PolicyName]
    if (present !== undefined && jsonEqual(present, document)) return []
    const input = { RoleName: name, PolicyName, PolicyDocument: JSON.stringify(document) }
    return [
      {
        change: present === undefined || moves ? 'create' : 'change',
        what: `inline policy ${PolicyName} of role ${name}`,
        details: jsonDiff(present ?? {}, document),
        calls: [{ call: 'iam:PutRolePolicy', input }],
      },
    ]
  })
  const arns = attached.filter((arn) => !state.attached.includes(arn))
  return [
    ...inlines,
    ...arns.map((PolicyArn): Step => {
      const what = `policy ${PolicyArn} on role ${name}`
      return {
        change: 'create',
        what,
        calls: [{ call: 'iam:AttachRolePolicy', input: { RoleName: name, PolicyArn } }],
      }
    }),
  ]
}

/** When the role moves, a policy that differs goes too and comes again: neither holder is to have the other's. */
function removed({ name, inline, attached }: WantedRole, state: RoleState, moves: boolean): Step[] {
  const names = Object.entries(state.inline).flatMap(([one, present]) => {
    const stays = Object.hasOwn(inline, one) && (!moves || jsonEqual(present, inline[one]!))
    return stays || one === revocationPolicyName ? [] : [one]
  })
  const arns = state.attached.filter((arn) => !attached.includes(arn))
  return [
    ...names.map((PolicyName): Step => {
      const what = `inline policy ${PolicyName} of role ${name}`
      return {
        change: 'remove',
        what,
        calls: [{ call: 'iam:DeleteRolePolicy', input: { RoleName: name, PolicyName } }],
      }
    }),
    ...arns.map((PolicyArn): Step => {
      const what = `policy ${PolicyArn} on role ${name}`
      return {
        change: 'remove',
        what,
        calls: [{ call: 'iam:DetachRolePolicy', input: { RoleName: name, PolicyArn } }],
      }
    }),
  ]
}

/** Tags that the file does not name stay: others label roles too, for costs and owners. */
function tags({ name, tags: wanted }: WantedRole, state: RoleState): Step[] {
  const changed = Object.entries(wanted).filter(([key, value]) => state.tags[key] !== value)
  if (changed.length === 0) return []
  const details = changed.map(([key, value]) => `${state.tags[key] ?? '(none)'} → ${value}   ${key}`)
  const input = { RoleName: name, Tags: tagList(Object.fromEntries(changed)) }
  return [
    { change: 'change', what: `tags of role ${name}`, details, calls: [{ call: 'iam:TagRole', input }] },
  ]
}
