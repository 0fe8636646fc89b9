import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parse, stringify } from 'yaml'
import { readClusterConfig } from '../../src/cluster-config/read-cluster-config.ts'
import type { Json } from '../../src/json/json.ts'
import { planSteps } from '../../src/plan/plan-steps.ts'
import type { Present } from '../../src/plan/present.ts'
import type { Step } from '../../src/plan/step.ts'

interface Case {
  readonly name: string
  readonly config?: Json
  readonly present?: Json
  readonly adopt?: boolean
  readonly steps: Readonly<Record<string, 'later' | readonly string[]>>
}

const read = (name: string): unknown => parse(readFileSync(new URL(name, import.meta.url), 'utf8'))
const base = read('base.yaml') as { config: Json; present: Json }
const cases = read('cases.yaml') as Case[]

function steps({
  config = {},
  present = {},
  adopt = false,
}: Pick<Case, 'config' | 'present' | 'adopt'>): Step[] {
  const file = readClusterConfig(stringify(merge(base.config, config)))
  expect(file.findings).toEqual([])
  const missing = { missingPolicies: {}, missingRoles: {} }
  const empty = { ...missing, roles: {}, associations: {}, namespaces: [], serviceAccounts: {} }
  const state = { ...empty, ...(merge(base.present, present) as object) } as unknown as Present
  return planSteps(file.config!, state, adopt)
}

describe('each case of cases.yaml', () => {
  it.each(cases)('$name', (one) => {
    const shown = steps(one)
      .filter(({ change }) => change !== 'keep')
      .map(({ change, what, calls, afterCluster }) => [
        `${change} ${what}`,
        afterCluster ? 'later' : calls.map(({ call }) => call),
      ])
    expect(Object.fromEntries(shown)).toEqual(one.steps)
    expect(shown.map(([words]) => words)).toEqual(Object.keys(one.steps))
  })
})

it('writes the trust policy that eksctl writes', () => {
  const [role] = steps({ present: { roles: null } }).filter(({ what }) => what.startsWith('role'))
  const input = role?.calls[0]?.input as { AssumeRolePolicyDocument: string }
  const roles = (base.present as { roles: Record<string, { trust: Json }> }).roles
  expect(JSON.parse(input.AssumeRolePolicyDocument)).toEqual(roles['shop-reports-reader']?.trust)
})

it('trusts a pattern of subjects where the file gives one', () => {
  const account = {
    metadata: { name: 'reports', namespace: 'shop' },
    subjectPattern: 'system:serviceaccount:shop-*:reports',
    attachPolicyARNs: ['arn:aws:iam::aws:policy/X'],
  }
  const [role] = steps({ config: { iam: { serviceAccounts: [account] } } }).filter(
    ({ calls }) => calls.length > 0,
  )
  const input = role?.calls[0]?.input as { AssumeRolePolicyDocument: string }
  expect(JSON.parse(input.AssumeRolePolicyDocument).Statement[0].Condition).toEqual({
    StringEquals: { '127.0.0.1:4566/id/0123:aud': 'sts.amazonaws.com' },
    StringLike: { '127.0.0.1:4566/id/0123:sub': 'system:serviceaccount:shop-*:reports' },
  })
})

it('shows what changes in a policy and leaves out what does not', () => {
  const trust = { Statement: [{ Effect: 'Allow', Principal: '*', Action: 'sts:AssumeRole' }] }
  const [change] = steps({ present: { roles: { 'shop-reports-reader': { trust } } } }).filter(
    ({ change }) => change === 'change',
  )
  expect(change?.details).toContain('-       "Principal": "*",')
  expect(change?.details?.join('\n')).toContain(
    '+         "Federated": "arn:aws:iam::111122223333:oidc-provider',
  )
})

/** RFC 7386. */
function merge(into: Json, patch: Json): Json {
  if (typeof patch !== 'object' || patch === null || Array.isArray(patch)) return patch
  const members = typeof into === 'object' && into !== null && !Array.isArray(into) ? { ...into } : {}
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) delete (members as Record<string, Json>)[name]
    else
      (members as Record<string, Json>)[name] = merge((members as Record<string, Json>)[name] ?? null, value)
  }
  return members
}
