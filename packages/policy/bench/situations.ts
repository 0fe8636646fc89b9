import {
  type Policies,
  type Principal,
  principalContext,
  type Request,
  requestContext,
} from '../src/index.ts'
import { compileText } from './compile-text.ts'

export interface Situation {
  readonly name: string
  readonly texts: readonly string[]
  readonly request: Request
  readonly policies: Policies
  /** What must come out, so that nothing is measured that is wrong. */
  readonly allowed: boolean
}

const reader: Principal = {
  type: 'role-session',
  account: '111122223333',
  arn: 'arn:aws:sts::111122223333:assumed-role/reader/pod-1',
  id: 'AROAEXAMPLEEXAMPLE001:pod-1',
  roleArn: 'arn:aws:iam::111122223333:role/reader',
  roleId: 'AROAEXAMPLEEXAMPLE001',
}
const entries = [
  ...principalContext(reader, [['team', 'shop']]),
  ['aws:SourceIp', '203.0.113.7'],
  ['aws:RequestedRegion', 'eu-west-1'],
] as const
const write = (...Statement: object[]) => JSON.stringify({ Version: '2012-10-17', Statement })
const get = (arn: string): Request => ({
  principal: reader,
  action: 's3:GetObject',
  resource: { arn },
  context: requestContext(entries),
})

const small = write({ Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::reports/*' })

/** Ten policies of twenty statements, each with three resources and two conditions; the last but one allows. */
const many = Array.from({ length: 10 }, (_, policy) =>
  write(
    ...Array.from({ length: 20 }, (_, statement) => {
      const at = policy * 20 + statement
      return {
        Sid: `S${at}`,
        Effect: 'Allow',
        Action: ['s3:GetObject', 's3:PutObject', 's3:List*'],
        Resource: [
          `arn:aws:s3:::bucket-${at}`,
          `arn:aws:s3:::bucket-${at}/*`,
          `arn:aws:s3:::archive/${at}/*`,
        ],
        Condition: {
          StringEquals: { 'aws:PrincipalTag/team': ['shop', 'bank'] },
          IpAddress: { 'aws:SourceIp': ['203.0.113.0/24', '198.51.100.0/24'] },
        },
      }
    }),
  ),
)

const provider = 'arn:aws:iam::111122223333:oidc-provider/oidc.example.com/id/1'
const sub = 'system:serviceaccount:shop:reader'
const trust = write({
  Effect: 'Allow',
  Principal: { Federated: provider },
  Action: 'sts:AssumeRoleWithWebIdentity',
  Condition: {
    StringEquals: { 'oidc.example.com/id/1:sub': sub, 'oidc.example.com/id/1:aud': 'sts.amazonaws.com' },
  },
})

export const situations: readonly Situation[] = [
  identity('a  one small policy', [small], 'arn:aws:s3:::reports/q1', true),
  identity('b  10 x 20 statements, hit', many, 'arn:aws:s3:::bucket-198/q1', true),
  identity('b  10 x 20 statements, miss', many, 'arn:aws:s3:::elsewhere/q1', false),
  {
    name: 'c  web identity trust, sub and aud',
    texts: [trust],
    request: {
      principal: { type: 'web-identity', provider },
      action: 'sts:AssumeRoleWithWebIdentity',
      resource: { arn: 'arn:aws:iam::111122223333:role/reader' },
      context: requestContext([
        ['oidc.example.com/id/1:sub', sub],
        ['oidc.example.com/id/1:aud', ['sts.amazonaws.com']],
      ]),
    },
    policies: { identity: [], resource: compileText(trust, 'trust') },
    allowed: true,
  },
]

function identity(name: string, texts: readonly string[], arn: string, allowed: boolean): Situation {
  return {
    name,
    texts,
    request: get(arn),
    policies: { identity: texts.map((text) => compileText(text, 'identity')) },
    allowed,
  }
}
