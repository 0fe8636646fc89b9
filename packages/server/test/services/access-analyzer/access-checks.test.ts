// biome-ignore-all lint/suspicious/noTemplateCurlyInString: variables of the policy language

import {
  AccessAnalyzerClient,
  type AccessCheckPolicyType,
  CheckAccessNotGrantedCommand,
  type CheckAccessNotGrantedCommandInput,
  CheckNoNewAccessCommand,
  ValidatePolicyCommand,
} from '@aws-sdk/client-accessanalyzer'
import { CloudTrailClient, LookupEventsCommand } from '@aws-sdk/client-cloudtrail'
import { CreateRoleCommand, IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestServer, type TestServer } from '../../start-test-server.ts'
import { account, assume, outcome, policy, trust } from '../sts/sts-calls.ts'

let server: TestServer

beforeAll(async () => {
  server = await startTestServer()
})
afterAll(async () => {
  expect(server.errors).toEqual([])
  await server.close()
})

const client = () => server.client(AccessAnalyzerClient)
const read = { Effect: 'Allow', Action: 's3:Get*', Resource: '*' }
const all = { Sid: 'All', Effect: 'Allow', Action: 's3:*', Resource: '*' }
const noDelete = { Effect: 'Deny', Action: 's3:Delete*', Resource: '*' }
const trusting = (Principal: unknown, Action = 'sts:AssumeRole') => ({ Effect: 'Allow', Principal, Action })

async function compare(after: string, before: string, policyType: AccessCheckPolicyType = 'IDENTITY_POLICY') {
  const input = { newPolicyDocument: after, existingPolicyDocument: before, policyType }
  const { $metadata, ...answer } = await client().send(new CheckNoNewAccessCommand(input))
  return answer
}
async function granted(
  policyDocument: string,
  access: CheckAccessNotGrantedCommandInput['access'],
  policyType: AccessCheckPolicyType = 'IDENTITY_POLICY',
) {
  const input = { policyDocument, access, policyType }
  const { $metadata, ...answer } = await client().send(new CheckAccessNotGrantedCommand(input))
  return answer
}

describe('CheckNoNewAccess', () => {
  const fail = 'The modified permissions grant new access compared to your existing policy.'

  test('passes', async () => {
    expect(await compare(policy(read), policy(all))).toEqual({
      result: 'PASS',
      message: 'The modified permissions do not grant new access compared to your existing policy.',
    })
  })

  test('fails, with the statements', async () => {
    expect(await compare(policy(read, all, { ...read, Action: 'sqs:*' }), policy(read, all))).toEqual({
      result: 'FAIL',
      message: fail,
      reasons: [{ description: 'New access in the statement with index: 2.', statementIndex: 2 }],
    })
    expect(await compare(policy(all), policy(read))).toEqual({
      result: 'FAIL',
      message: fail,
      reasons: [
        { description: 'New access in the statement with sid: All.', statementIndex: 0, statementId: 'All' },
      ],
    })
  })

  test('fails for a Deny that is gone, and says so', async () => {
    const { result, reasons } = await compare(policy(all), policy(all, noDelete))
    expect([result, reasons?.[0]?.description]).toEqual([
      'FAIL',
      'New access in the statement with sid: All. A Deny of the existing policy is not seen to be kept.',
    ])
  })

  test.each<[string, object, object, string]>([
    [
      'fewer services',
      trusting({ Service: 'ec2.amazonaws.com' }),
      trusting({ Service: ['ec2.amazonaws.com', 'ecs.amazonaws.com'] }),
      'PASS',
    ],
    [
      'another service',
      trusting({ Service: 'ecs.amazonaws.com' }),
      trusting({ Service: 'ec2.amazonaws.com' }),
      'FAIL',
    ],
    [
      'a provider, which * of a trust policy does not name',
      trusting({ Federated: 'accounts.google.com' }),
      trusting('*'),
      'FAIL',
    ],
    [
      'an account in place of all of a bucket',
      { ...all, Principal: { AWS: account } },
      { ...all, Principal: '*' },
      'PASS',
    ],
    [
      'all in place of an account of a bucket',
      { ...all, Principal: '*' },
      { ...all, Principal: { AWS: account } },
      'FAIL',
    ],
  ])('of resource policies: %s', async (_name, after, before, result) => {
    expect((await compare(policy(after), policy(before), 'RESOURCE_POLICY')).result).toBe(result)
  })

  test('answers soon and fails when policies are too large to be looked into', async () => {
    const large = (letter: string) =>
      policy(...Array.from({ length: 1500 }, (_, at) => ({ ...read, Action: `s3:*${letter}${at}*` })))
    const { result, reasons } = await compare(large('a'), large('b'))
    expect(result).toBe('FAIL')
    expect(reasons?.at(-1)?.description).toMatch(
      /index: 1499\. The policies are too large to be looked into to the end\.$/,
    )
  })

  test.each<[string, string, string, RegExp]>([
    [
      'a new policy that is none',
      '{',
      policy(all),
      /^InvalidParameterException: Invalid policy in newPolicyDocument: /,
    ],
    [
      'an old policy that is none',
      policy(all),
      policy(trusting('*')),
      /in existingPolicyDocument: .*\(line 1, column \d+\)$/,
    ],
  ])('refuses %s', async (_name, after, before, expected) => {
    expect(await outcome(compare(after, before))).toMatch(expected)
  })

  test('refuses a type of policy that it does not compare', async () => {
    const type = 'SERVICE_CONTROL_POLICY' as AccessCheckPolicyType
    expect(await outcome(compare(policy(all), policy(all), type))).toMatch(
      /^ValidationException: .*at 'policyType' failed .*\[IDENTITY_POLICY, RESOURCE_POLICY\]$/,
    )
  })
})

describe('CheckAccessNotGranted', () => {
  test('passes', async () => {
    expect(await granted(policy(all, noDelete), [{ actions: ['s3:DeleteObject', 'iam:*'] }])).toEqual({
      result: 'PASS',
      message: 'The policy document does not grant access to perform the listed actions.',
    })
  })

  test('fails, with the statements', async () => {
    expect(await granted(policy(noDelete, read, all), [{ actions: ['s3:PutObject'] }])).toEqual({
      result: 'FAIL',
      message: 'The policy document grants access to perform one or more of the listed actions.',
      reasons: [
        {
          description: 'One or more of the listed actions in the statement with sid: All.',
          statementIndex: 2,
          statementId: 'All',
        },
      ],
    })
  })

  test('speaks of resources where they are listed', async () => {
    const access = [{ actions: ['s3:GetObject'], resources: ['arn:aws:s3:::secret/*'] }]
    const open = { ...read, Resource: 'arn:aws:s3:::open/*' }
    expect((await granted(policy(open), access)).message).toBe(
      'The policy document does not grant access to perform the listed actions or resources.',
    )
    expect((await granted(policy(read), access)).reasons).toEqual([
      {
        description: 'One or more of the listed actions or resources in the statement with index: 0.',
        statementIndex: 0,
      },
    ])
    expect((await granted(policy(read), [{ resources: ['*'] }])).result).toBe('FAIL')
    expect((await granted(policy({ ...read, Principal: '*' }), access, 'RESOURCE_POLICY')).result).toBe(
      'FAIL',
    )
    expect((await granted(policy(trusting('*')), [{ actions: ['sts:*'] }], 'RESOURCE_POLICY')).result).toBe(
      'FAIL',
    )
    expect((await granted(policy(read), [])).result).toBe('PASS')
  })

  test.each<[string, CheckAccessNotGrantedCommandInput['access'], RegExp]>([
    ['nothing listed', [{}], /^ValidationException: An access must list actions or resources\.$/],
    ['empty lists', [{ actions: [], resources: [] }], /^ValidationException: An access must list/],
    ['two accesses', [{ actions: ['s3:*'] }, { actions: ['s3:*'] }], /at 'access' failed/],
    ['101 actions', [{ actions: Array.from({ length: 101 }, () => 's3:*') }], /actions' failed/],
    ['an action without service', [{ actions: ['GetObject'] }], /: GetObject is no action/],
    ['an action of spaces', [{ actions: ['s3: GetObject'] }], /is no action/],
    ['a resource that is no ARN', [{ resources: ['reports'] }], /: reports is no ARN/],
    ['a resource of fewer parts', [{ resources: ['arn:aws:s3'] }], /is no ARN/],
  ])('refuses %s', async (_name, access, expected) => {
    expect(await outcome(granted(policy(all), access))).toMatch(expected)
  })

  test('refuses a policy that is none', async () => {
    expect(await outcome(granted('[]', [{ actions: ['s3:*'] }]))).toMatch(
      /^InvalidParameterException: Invalid policy in policyDocument: /,
    )
  })

  test.each(['arn:aws:s3:::${', 'arn:aws:s3:::${aws:username}/x', 'arn:${x}:s3:::a', 'arn:aws:s3:::${aws:x'])(
    'has an answer to %j',
    async (resource) => {
      expect(await outcome(granted(policy(all), [{ resources: [resource] }]))).toBe('ok')
    },
  )
})

test('each is allowed and denied by its own permission, and in the trail without the policies it must not show', async () => {
  await server
    .client(IAMClient)
    .send(new CreateRoleCommand({ RoleName: 'checker', AssumeRolePolicyDocument: trust(account) }))
  const credentials = await assume(server, server.credentials, 'checker')
  const analyzer = server.client(AccessAnalyzerClient, { credentials })
  const documents = { newPolicyDocument: policy(read), existingPolicyDocument: policy(all) }
  const calls = {
    ValidatePolicy: () =>
      analyzer.send(
        new ValidatePolicyCommand({ policyDocument: policy(read), policyType: 'IDENTITY_POLICY' }),
      ),
    CheckNoNewAccess: () =>
      analyzer.send(new CheckNoNewAccessCommand({ ...documents, policyType: 'IDENTITY_POLICY' })),
    CheckAccessNotGranted: () =>
      analyzer.send(
        new CheckAccessNotGrantedCommand({
          policyDocument: policy(read),
          access: [{ actions: ['s3:PutObject'] }],
          policyType: 'IDENTITY_POLICY',
        }),
      ),
  }
  for (const name of Object.keys(calls)) {
    const PolicyDocument = policy({ Effect: 'Allow', Action: `access-analyzer:${name}`, Resource: '*' })
    await server
      .client(IAMClient)
      .send(new PutRolePolicyCommand({ RoleName: 'checker', PolicyName: 'just-this', PolicyDocument }))
    for (const [other, send] of Object.entries(calls)) {
      const expected =
        other === name ? /^ok$/ : new RegExp(`^AccessDeniedException: .*access-analyzer:${other} on`)
      expect(await outcome((send as () => Promise<unknown>)())).toMatch(expected)
    }
  }
  const EventName = { AttributeKey: 'EventName', AttributeValue: 'CheckNoNewAccess' } as const
  const { Events = [] } = await server
    .client(CloudTrailClient)
    .send(new LookupEventsCommand({ LookupAttributes: [EventName] }))
  const event = JSON.parse(Events[0]?.CloudTrailEvent ?? '{}')
  expect(event).toMatchObject({
    eventSource: 'access-analyzer.amazonaws.com',
    readOnly: true,
    responseElements: null,
  })
  expect(JSON.stringify(event)).not.toContain('s3:Get')
})
