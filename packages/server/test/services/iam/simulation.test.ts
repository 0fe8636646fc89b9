import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestServer, type TestServer } from '../../start-test-server.ts'
import { policy } from '../sts/sts-calls.ts'
import { documents } from './documents.ts'
import { send, steps } from './iam-steps.ts'
import { simulations } from './simulation.data.ts'

const account = '111122223333'
const arn = (resource: string) => `arn:aws:iam::${account}:${resource}`
const { allow, allowAll, bank, custom, deny, principal, refused, shapes, shop } = simulations

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
  const make = async (call: string, input: Record<string, unknown>) => {
    expect((await send(server, { call, input })).fault, call).toBeUndefined()
  }
  await make('CreatePolicy', { PolicyName: 'read', PolicyDocument: documents.readBucket })
  await make('CreatePolicy', { PolicyName: 'fence', PolicyDocument: policy(allow('s3:*', `${bank}*`)) })
  await make('CreateRole', { RoleName: 'reports', AssumeRolePolicyDocument: documents.trustEc2 })
  await make('AttachRolePolicy', { RoleName: 'reports', PolicyArn: arn('policy/read') })
  await make('PutRolePolicy', {
    RoleName: 'reports',
    PolicyName: 'own',
    PolicyDocument: policy(deny('s3:*', 'arn:aws:s3:::secret/*')),
  })
  await make('CreateUser', { UserName: 'ann', Tags: [{ Key: 'team', Value: 'shop' }] })
  await make('CreateGroup', { GroupName: 'readers' })
  await make('AddUserToGroup', { GroupName: 'readers', UserName: 'ann' })
  await make('PutGroupPolicy', {
    GroupName: 'readers',
    PolicyName: 'tagged',
    PolicyDocument: policy({
      ...allow('s3:GetObject', '*'),
      Condition: {
        StringEquals: { 'aws:PrincipalTag/team': 'shop' },
        Bool: { 'aws:MultiFactorAuthPresent': 'true' },
      },
    }),
  })
  await make('CreateRole', {
    RoleName: 'trusting',
    AssumeRolePolicyDocument: documents.trust({ AWS: arn('role/reports') }),
  })
})
afterAll(async () => {
  expect(server.errors).toEqual([])
  await server.close()
})

interface Answer {
  EvaluationResults: {
    EvalDecision: string
    MatchedStatements: { SourcePolicyId: string }[]
    MissingContextValues: string[]
    ResourceSpecificResults?: { EvalResourceDecision: string }[]
  }[]
}

for (const [call, rows] of [
  ['SimulateCustomPolicy', custom],
  ['SimulatePrincipalPolicy', principal],
] as const) {
  describe(call, () => {
    for (const { shows, input, decisions, missing, matched } of rows) {
      test(shows, async () => {
        const { output, fault } = await send(server, { call, input })
        expect(fault).toBeUndefined()
        const { EvaluationResults: results } = output as unknown as Answer
        const came = results.flatMap(({ EvalDecision, ResourceSpecificResults = [] }) => [
          EvalDecision,
          ...ResourceSpecificResults.map(({ EvalResourceDecision }) => EvalResourceDecision),
        ])
        expect(came).toEqual(decisions)
        if (missing) expect(results[0]?.MissingContextValues).toEqual(missing)
        if (matched) {
          expect(results[0]?.MatchedStatements.map(({ SourcePolicyId }) => SourcePolicyId)).toEqual(matched)
        }
      })
    }
  })
}

describe('what is answered', () => steps(() => server, shapes))
describe('what is refused', () => steps(() => server, refused))

test('results come in pages', async () => {
  const ActionNames = Array.from({ length: 250 }, (_, at) => `s3:Action${at}`)
  const names: string[] = []
  let Marker: unknown
  do {
    const { output } = await send(server, {
      call: 'SimulateCustomPolicy',
      input: { ...allowAll, ActionNames, Marker, MaxItems: 99 },
    })
    const page = output as unknown as { EvaluationResults: { EvalActionName: string }[]; Marker?: string }
    names.push(...page.EvaluationResults.map(({ EvalActionName }) => EvalActionName))
    Marker = page.Marker
  } while (Marker !== undefined)
  expect(names).toEqual(ActionNames)
})

const long = policy(allow('s3:*')).padEnd(100_000)

test('of long policies fewer decisions are in one call', async () => {
  const ActionNames = Array.from({ length: 250 }, (_, at) => `s3:Action${at}`)
  const PolicyInputList = [long]
  const asked = { PolicyInputList, ActionNames, MaxItems: 250, ResourceArns: [shop, bank] }
  const { output } = await send(server, { call: 'SimulateCustomPolicy', input: asked })
  const { EvaluationResults, IsTruncated } = output as { EvaluationResults: object[]; IsTruncated: boolean }
  expect([EvaluationResults.length, IsTruncated]).toEqual([24, true])
  const ResourceArns = Array.from({ length: 50 }, (_, at) => `arn:aws:s3:::shop/${at}`)
  const input = { PolicyInputList, ActionNames: ['s3:GetObject'], ResourceArns }
  const { fault } = await send(server, { call: 'SimulateCustomPolicy', input })
  expect(fault).toEqual(['InvalidInput', 400, 'A simulation takes up to 49 resources.'])
})

test('a statement is told by where it stands in the lines of its policy', async () => {
  const text =
    '{"Version":"2012-10-17",\n "Statement": [\n  {"Effect":"Allow","Action":"s3:*","Resource":"*"},\n\n  {"Effect":"Allow",\n"Action":"s3:GetObject","Resource":"*"}\n]}'
  const input = { PolicyInputList: [text], ActionNames: ['s3:GetObject'] }
  const { output } = await send(server, { call: 'SimulateCustomPolicy', input })
  const [result] = (output as { EvaluationResults: { MatchedStatements: object[] }[] }).EvaluationResults
  expect(result?.MatchedStatements).toMatchObject([
    { StartPosition: { Line: 2, Column: 16 }, EndPosition: { Line: 3, Column: 52 } },
    { StartPosition: { Line: 3, Column: 53 }, EndPosition: { Line: 6, Column: 40 } },
  ])
})
