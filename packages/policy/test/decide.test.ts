import { describe, expect, test } from 'vitest'
import {
  compilePolicy,
  decide,
  describeDecision,
  type Policies,
  type PolicyKind,
  type Principal,
  parsePolicy,
  principalContext,
  requestContext,
} from '../src/index.ts'

function compile(document: object, kind: PolicyKind, label: string = kind) {
  const parsed = parsePolicy(JSON.stringify({ Version: '2012-10-17', ...document }), kind)
  if (!parsed.ok) throw new Error(parsed.findings.map((finding) => finding.message).join('; '))
  return compilePolicy(parsed.policy, label)
}

const session: Principal = {
  type: 'role-session',
  account: '111122223333',
  arn: 'arn:aws:sts::111122223333:assumed-role/reader/pod-1',
  id: 'AROAEXAMPLEEXAMPLE001:pod-1',
  roleArn: 'arn:aws:iam::111122223333:role/shop/reader',
  roleId: 'AROAEXAMPLEEXAMPLE001',
}

function ask(action: string, arn: string, policies: Policies, principal: Principal = session) {
  return decide(
    { principal, action, resource: { arn }, context: requestContext(principalContext(principal)) },
    policies,
  )
}

describe('decide', () => {
  const read = compile(
    {
      Statement: [
        { Sid: 'Read', Effect: 'Allow', Action: 's3:Get*', Resource: 'arn:aws:s3:::reports/*' },
        { Sid: 'NotSecret', Effect: 'Deny', Action: 's3:*', Resource: 'arn:aws:s3:::reports/secret/*' },
      ],
    },
    'identity',
    'arn:aws:iam::111122223333:policy/read',
  )

  test('names the statement that allows', () => {
    const decision = ask('s3:GetObject', 'arn:aws:s3:::reports/q1', { identity: [read] })
    expect(decision).toMatchObject({
      allowed: true,
      outcome: 'allowed',
      layer: 'identity',
      policy: read,
      statement: 0,
    })
    expect(describeDecision(decision)).toBe(
      'statement "Read" of arn:aws:iam::111122223333:policy/read allows s3:GetObject',
    )
  })

  test('names the statement that denies, and the layer that lacks an allow', () => {
    const denied = ask('s3:GetObject', 'arn:aws:s3:::reports/secret/x', { identity: [read] })
    expect(denied).toMatchObject({
      allowed: false,
      outcome: 'explicit-deny',
      layer: 'identity',
      statement: 1,
    })
    const lacking = ask('s3:DeleteBucket', 'arn:aws:s3:::reports', { identity: [read] })
    expect(describeDecision(lacking)).toBe('no identity policy allows s3:DeleteBucket')
  })

  test('asks a trust policy about a web identity', () => {
    const provider = 'arn:aws:iam::111122223333:oidc-provider/oidc.example.com/id/1'
    const trust = compile(
      {
        Statement: {
          Effect: 'Allow',
          Principal: { Federated: provider },
          Action: 'sts:AssumeRoleWithWebIdentity',
          Condition: {
            StringEquals: {
              'oidc.example.com/id/1:sub': 'system:serviceaccount:shop:reader',
              'oidc.example.com/id/1:aud': 'sts.amazonaws.com',
            },
          },
        },
      },
      'trust',
    )
    const assume = (sub: string) =>
      decide(
        {
          principal: { type: 'web-identity', provider },
          action: 'sts:AssumeRoleWithWebIdentity',
          resource: { arn: 'arn:aws:iam::111122223333:role/reader' },
          context: requestContext([
            ['oidc.example.com/id/1:sub', sub],
            ['oidc.example.com/id/1:aud', ['sts.amazonaws.com']],
          ]),
        },
        { identity: [], resource: trust },
      )
    expect(assume('system:serviceaccount:shop:reader').allowed).toBe(true)
    expect(assume('system:serviceaccount:shop:other')).toMatchObject({
      outcome: 'implicit-deny',
      layer: 'resource',
    })
  })

  test('a request with a field of the wrong type is refused by name', () => {
    const bad = { principal: session, action: 7, resource: { arn: '*' }, context: requestContext([]) }
    expect(() => decide(bad as never, { identity: [] })).toThrow('request.action')
    expect(() => requestContext([['aws:SourceIp', {} as never]])).toThrow('aws:SourceIp')
  })
})
