import { describe, expect, test } from 'vitest'
import {
  applyEdit,
  type CompiledPolicy,
  compilePolicy,
  decide,
  describeCondition,
  explain,
  type Policies,
  type PolicyKind,
  type Principal,
  parsePolicy,
  principalContext,
  reach,
  requestContext,
} from '../src/index.ts'

const reader: Principal = {
  type: 'role-session',
  account: '111122223333',
  arn: 'arn:aws:sts::111122223333:assumed-role/reader/pod-1',
  id: 'AROAEXAMPLEEXAMPLE001:pod-1',
  roleArn: 'arn:aws:iam::111122223333:role/reader',
  roleId: 'AROAEXAMPLEEXAMPLE001',
}

function compile(text: string, kind: PolicyKind, label: string): CompiledPolicy {
  const parsed = parsePolicy(text, kind)
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.findings))
  return compilePolicy(parsed.policy, label)
}

const text = `{
  "Version": "2012-10-17",
  "Statement": [
    { "Sid": "Other", "Effect": "Allow", "Action": "sqs:*", "Resource": "*" },
    {
      "Sid": "Reports",
      "Effect": "Allow",
      "Action": "s3:GetObject",
      "Resource": "arn:aws:s3:::reports/*",
      "Condition": { "StringEquals": { "aws:PrincipalTag/team": "shop" } }
    }
  ]
}`
const policy = compile(text, 'identity', 'policy/reports')
const ask = (action: string, arn: string, tags: Record<string, string>, more: Partial<Policies> = {}) => {
  const context = requestContext(principalContext(reader, Object.entries(tags)))
  const request = { principal: reader, action, resource: { arn }, context }
  return { request, explanation: explain(request, { identity: [policy], ...more }) }
}

describe('explain', () => {
  test('says who may what and by which statement, and points at its text', () => {
    const { explanation } = ask('s3:GetObject', 'arn:aws:s3:::reports/q1', { team: 'shop' })
    expect(explanation.sentence).toBe(
      'arn:aws:sts::111122223333:assumed-role/reader/pod-1 may s3:GetObject on arn:aws:s3:::reports/q1: ' +
        'statement "Reports" of policy/reports allows s3:GetObject',
    )
    const { span } = policy.statements[explanation.decision.statement!]!
    expect(JSON.parse(text.slice(span.start, span.end))).toMatchObject({ Sid: 'Reports' })
    expect(explanation.change?.edits).toEqual([
      { layer: 'identity', policy: 'policy/reports', op: 'remove-statement', statement: 1 },
    ])
  })

  test('names the nearest statement, the condition that failed and the value it saw', () => {
    const { explanation } = ask('s3:GetObject', 'arn:aws:s3:::reports/q1', { team: 'bank' })
    expect(explanation.nearest).toMatchObject({ statement: 1, misses: [{ part: 'condition' }] })
    expect(explanation.sentence).toContain(
      'nearest is statement "Reports" of policy/reports, but StringEquals aws:PrincipalTag/team wanted "shop" and saw "bank"',
    )
    const [edit] = explanation.change!.edits
    expect(edit).toEqual({
      layer: 'identity',
      policy: 'policy/reports',
      op: 'set',
      path: ['Statement', 1, 'Condition', 'StringEquals', 'aws:PrincipalTag/team'],
      value: ['shop', 'bank'],
    })
    expect(applyEdit(text, edit!)).toContain('"bank"')
  })

  test('says that a key is absent', () => {
    const { explanation } = ask('s3:GetObject', 'arn:aws:s3:::reports/q1', {})
    const condition = explanation.layers[0]!.policies[0]!.statements[1]!.conditions[0]!
    expect(condition).toMatchObject({ holds: false, seen: undefined, wanted: ['shop'] })
    expect(describeCondition(condition)).toBe(
      'StringEquals aws:PrincipalTag/team wanted "shop", but the key is absent',
    )
  })

  test('widens the resource of the nearest statement', () => {
    const { explanation } = ask('s3:GetObject', 'arn:aws:s3:::archive/q1', { team: 'shop' })
    expect(explanation.change?.edits).toMatchObject([
      {
        op: 'set',
        path: ['Statement', 1, 'Resource'],
        value: ['arn:aws:s3:::reports/*', 'arn:aws:s3:::archive/q1'],
      },
    ])
  })

  test('needs several edits where several layers lack', () => {
    const boundary = compile(
      '{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"s3:*","Resource":"*"}]}',
      'boundary',
      'policy/limit',
    )
    const { request, explanation } = ask(
      's3:GetObject',
      'arn:aws:s3:::reports/q1',
      { team: 'shop' },
      { boundary },
    )
    expect(explanation.decision).toMatchObject({ outcome: 'explicit-deny', layer: 'boundary' })
    expect(explanation.change?.edits.map((edit) => [edit.layer, edit.op])).toEqual([
      ['boundary', 'remove-statement'],
      ['boundary', 'add-statement'],
    ])
    expect(decide(request, { identity: [policy], boundary }).allowed).toBe(false)
  })

  test('shows every layer, also those that cannot speak', () => {
    const root: Principal = { type: 'root', account: '111122223333', arn: 'arn:aws:iam::111122223333:root' }
    const request = {
      principal: root,
      action: 's3:GetObject',
      resource: { arn: 'arn:aws:s3:::b/x' },
      context: requestContext([]),
    }
    const { layers, decision } = explain(request, {
      identity: [policy],
      scps: [
        [
          compile(
            '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}',
            'scp',
            'scp',
          ),
        ],
      ],
    })
    expect(layers.map(({ layer, verdict }) => [layer, verdict])).toEqual([
      ['scp', 'allows'],
      ['identity', 'not consulted'],
    ])
    expect(decision.basis).toBe('root-user')
  })

  test('nearest is never a Deny, and the first of equals', () => {
    const allow = (Sid: string, Resource: string) => ({
      Sid,
      Effect: 'Allow',
      Action: 's3:GetObject',
      Resource,
    })
    const statements = [
      { Sid: 'Deny', Effect: 'Deny', Action: 's3:GetObject', Resource: 'arn:aws:s3:::reports/x' },
      allow('First', 'arn:aws:s3:::a'),
      allow('Second', 'arn:aws:s3:::b'),
    ]
    const several = compile(
      JSON.stringify({ Version: '2012-10-17', Statement: statements }),
      'identity',
      'policy/several',
    )
    const { explanation } = ask('s3:GetObject', 'arn:aws:s3:::reports/q1', {}, { identity: [several] })
    expect(explanation.nearest).toMatchObject({ statement: 1, misses: [{ part: 'resource' }] })
  })

  test('adds a statement where one part alone would not do', () => {
    const { explanation } = ask('s3:PutObject', 'arn:aws:s3:::archive/q1', { team: 'shop' })
    expect(explanation.change?.edits).toEqual([
      {
        layer: 'identity',
        policy: 'policy/reports',
        op: 'add-statement',
        value: { Effect: 'Allow', Action: 's3:PutObject', Resource: 'arn:aws:s3:::archive/q1' },
      },
    ])
  })

  test('never writes a value of the request where it would be a pattern', () => {
    const { explanation } = ask('s3:GetObject', 'arn:aws:s3:::reports/q1', { team: '*' })
    expect(explanation.change?.edits.map((edit) => edit.op)).toEqual(['add-statement'])
  })

  describe('a policy of AWS, which nobody can edit', () => {
    const readOnly = 'arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess'
    const ofAws = (kind: PolicyKind, ...statements: readonly object[]) =>
      compile(JSON.stringify({ Version: '2012-10-17', Statement: statements }), kind, readOnly)
    const reads = { Effect: 'Allow', Action: 's3:GetObject', Resource: '*' }
    const [deny, put] = [
      { ...reads, Effect: 'Deny' },
      { ...reads, Action: 's3:PutObject' },
    ]
    const object = 'arn:aws:s3:::reports/q1'
    const said = (policies: Partial<Policies>) =>
      ask('s3:GetObject', object, {}, { identity: [], ...policies }).explanation.change?.sentence

    test.each<[string, Partial<Policies>, string]>([
      [
        'that allows is met by a Deny of the role',
        { identity: [ofAws('identity', reads)] },
        `add to a new inline policy of arn:aws:iam::111122223333:role/reader the statement {"Effect":"Deny","Action":"s3:GetObject","Resource":"${object}"}`,
      ],
      [
        'that allows is met by a Deny in a policy of the role, where it has one',
        { identity: [ofAws('identity', reads), policy] },
        `add to policy/reports the statement {"Effect":"Deny","Action":"s3:GetObject","Resource":"${object}"}`,
      ],
      [
        'that is nearest is left as it is',
        { identity: [ofAws('identity', put)] },
        `add to a new inline policy of arn:aws:iam::111122223333:role/reader the statement {"Effect":"Allow","Action":"s3:GetObject","Resource":"${object}"}`,
      ],
      [
        'that denies and does nothing else is detached',
        {
          identity: [
            ofAws('identity', deny),
            compile(JSON.stringify({ Statement: [reads] }), 'identity', 'own'),
          ],
        },
        `detach ${readOnly}`,
      ],
      [
        'that denies and allows is copied',
        { identity: [ofAws('identity', deny, reads)] },
        `remove statement 1 of a copy of ${readOnly}, put in its place`,
      ],
      [
        'that is the boundary is copied',
        {
          identity: [compile(JSON.stringify({ Statement: [reads] }), 'identity', 'own')],
          boundary: ofAws('boundary', put),
        },
        `add to a copy of ${readOnly}, put in its place, the statement {"Effect":"Allow","Action":"s3:GetObject","Resource":"${object}"}`,
      ],
    ])('%s', (_name, policies, sentence) => expect(said(policies)).toBe(sentence))
  })

  test('an edited policy stays bound to the ids it was saved with', () => {
    const parsed = parsePolicy(
      '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:role/reader"},"Action":"s3:*","Resource":"arn:aws:s3:::a/*"}]}',
      'resource',
    )
    if (!parsed.ok) throw new Error('unreadable')
    const principalIds = new Map([['arn:aws:iam::111122223333:role/reader', 'AROAEXAMPLEEXAMPLE777']])
    const resource = compilePolicy(parsed.policy, 'bucket policy', { principalIds })
    const context = requestContext([])
    const request = {
      principal: reader,
      action: 's3:GetObject',
      resource: { arn: 'arn:aws:s3:::b/x', account: '111122223333' },
      context,
    }
    // Naming the role again would not help: the policy means the role that is gone.
    expect(explain(request, { identity: [], resource }).change?.edits).toMatchObject([{ layer: 'identity' }])
    expect(
      explain({ ...request, resource: { arn: 'arn:aws:s3:::a/x' } }, { identity: [], resource }).decision
        .allowed,
    ).toBe(false)
    const kms = {
      ...request,
      action: 'kms:Decrypt',
      resource: { arn: 'arn:aws:kms:eu-west-1:111122223333:key/k' },
    }
    expect(explain(kms, { identity: [], resource }).change).toBeUndefined()
  })

  test('an explanation is data', () => {
    const { explanation } = ask('s3:GetObject', 'arn:aws:s3:::reports/q1', { team: 'bank' })
    const { sentence, change } = JSON.parse(JSON.stringify(explanation))
    expect(sentence).toBe(explanation.sentence)
    expect(change.sentence).toBe(explanation.change?.sentence)
  })
})

describe('reach', () => {
  test('says which conditions would have to hold', () => {
    const request = {
      principal: reader,
      action: 's3:GetObject',
      resource: { arn: 'arn:aws:s3:::reports/q1' },
      context: requestContext([]),
    }
    const { outcome, requirements, when } = reach(request, { identity: [policy] })
    expect(outcome).toBe('depends')
    expect(when).toMatchObject({ is: 'requirement' })
    expect(requirements).toMatchObject([
      {
        policy: 'policy/reports',
        sid: 'Reports',
        operator: 'StringEquals',
        key: 'aws:PrincipalTag/team',
        wanted: ['shop'],
      },
    ])
    expect(reach({ ...request, absent: ['aws:PrincipalTag/team'] }, { identity: [policy] }).outcome).toBe(
      'never',
    )
    expect(reach({ ...request, action: 'sqs:SendMessage' }, { identity: [policy] }).outcome).toBe('always')
  })
})
