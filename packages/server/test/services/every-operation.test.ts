import * as iam from '@aws-sdk/client-iam'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { services } from '../../src/services/services.ts'
import { type Credentials, startTestServer, type TestServer } from '../start-test-server.ts'
import { sendSample } from './send-sample.ts'
import { account, assume, policy, trust } from './sts/sts-calls.ts'

/** Calls that need no permission: nobody can be denied them, whatever their policies say. */
const free: ReadonlySet<string> = new Set(['sts:GetCallerIdentity', 'sts:GetSessionToken'])

/** What is refused to sessions of roles before their policies are asked. */
const notForRoles: ReadonlySet<string> = new Set(['sts:GetFederationToken', 'sts:GetSessionToken'])

let server: TestServer
let nobody: Credentials
let permitted: Credentials

beforeAll(async () => {
  server = await startTestServer()
  const client = server.client(iam.IAMClient)
  for (const RoleName of ['nobody', 'permitted']) {
    await client.send(new iam.CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: trust(account) }))
  }
  nobody = await assume(server, server.credentials, 'nobody')
  permitted = await assume(server, server.credentials, 'permitted')
})
afterAll(async () => {
  expect(server.errors).toEqual([])
  await server.close()
})

/** Codes of the Query services, and of the others. */
const codes = (service: string, query: string, json: string) =>
  services.find(({ model }) => model.name === service)?.model.protocol === 'query' ? query : json

for (const { model, operations, leftOut } of services) {
  const service = model.name
  const isLeftOut = new Set(leftOut.flatMap(([, ...schemas]) => schemas.map((schema) => schema[2])))
  const signed = [...operations.values()].filter(({ prove }) => !prove)
  const offered = signed.filter(({ schema }) => !isLeftOut.has(schema[2]))

  describe(`${service}: who does not say who they are`, () => {
    for (const operation of signed) {
      test(operation.schema[2], async () => {
        const code = codes(service, 'MissingAuthenticationToken', 'MissingAuthenticationTokenException')
        const text = 'Request is missing Authentication Token'
        expect(await sendSample(server, service, operation, { unsigned: true })).toEqual([code, 403, text])
      })
    }
  })

  describe(`${service}: who does not prove it`, () => {
    for (const operation of signed) {
      test(operation.schema[2], async () => {
        const credentials = { ...server.credentials, secretAccessKey: 'wrong' }
        const code = codes(service, 'SignatureDoesNotMatch', 'InvalidSignatureException')
        expect(await sendSample(server, service, operation, { credentials })).toEqual([
          code,
          403,
          expect.any(String),
        ])
      })
    }
  })

  describe(`${service}: a role without permission`, () => {
    for (const operation of offered) {
      const name = operation.schema[2]
      test(name, async () => {
        const came = await sendSample(server, service, operation, { credentials: nobody })
        const status = services.find(({ model }) => model.name === service)?.denialStatus ?? 403
        const denied = [codes(service, 'AccessDenied', 'AccessDeniedException'), status, expect.any(String)]
        if (free.has(`${service}:${name}`) && !notForRoles.has(`${service}:${name}`)) {
          expect(came).toEqual(['ok'])
          return
        }
        expect(came).toEqual(denied)
        if (!notForRoles.has(`${service}:${name}`)) {
          expect(came[2]).toMatch(
            new RegExp(
              `is not authorized to perform: ${service}:[A-Z]\\w+ (on resource: .+|because no identity-based policy allows)`,
            ),
          )
        }
      })
    }
  })

  describe(`${service}: a role with just the permission`, () => {
    for (const operation of offered) {
      const name = operation.schema[2]
      if (notForRoles.has(`${service}:${name}`)) continue
      test(name, async () => {
        await allow([`${service}:${name}`])
        const came = await sendSample(server, service, operation, { credentials: permitted })
        // What is missing may be told now: that something is not there, or that the sample breaks a rule.
        if (came[0] === codes(service, 'AccessDenied', 'AccessDeniedException')) {
          expect(came[2]).toMatch(further[`${service}:${name}`] ?? /^nothing is denied$/)
        }
      })
    }
  })
}

/** Operations that need something besides the permission named like them, and how they say so. */
const further: Readonly<Record<string, RegExp>> = {
  'eks:CreateCluster': /is not authorized to perform: iam:PassRole on resource: /,
  'eks:CreatePodIdentityAssociation': /is not authorized to perform: iam:PassRole on resource: /,
  // An operation of ours, for who may ask for the credentials.
  'eks-auth:WaitForPodIdentityChanges':
    /is not authorized to perform: eks-auth:AssumeRoleForPodIdentity on resource: /,
  'iam:AddRoleToInstanceProfile': /is not authorized to perform: iam:PassRole on resource: arn:/,
  // A key of nobody is refused to everybody.
  'iam:GetAccessKeyLastUsed':
    /is not authorized to perform: iam:GetAccessKeyLastUsed on resource: access key /,
  'sts:AssumeRole': /is not authorized to perform: sts:AssumeRole on resource: /,
}

async function allow(Action: readonly string[]): Promise<void> {
  const PolicyDocument = policy({ Effect: 'Allow', Action, Resource: '*' })
  const put = { RoleName: 'permitted', PolicyName: 'just-this', PolicyDocument }
  await server.client(iam.IAMClient).send(new iam.PutRolePolicyCommand(put))
}

describe('a session that has ended', () => {
  let late: TestServer
  let ended: Credentials
  beforeAll(async () => {
    late = await startTestServer()
    const role = { RoleName: 'reader', AssumeRolePolicyDocument: trust(account) }
    await late.client(iam.IAMClient).send(new iam.CreateRoleCommand(role))
    ended = await assume(late, late.credentials, 'reader')
    late.advance(2 * 3_600_000)
  })
  afterAll(() => late.close())

  for (const { model, operations } of services) {
    for (const operation of [...operations.values()].filter(({ prove }) => !prove)) {
      test(`${model.name}:${operation.schema[2]}`, async () => {
        const here = server
        server = late
        try {
          const code = codes(model.name, 'ExpiredToken', 'ExpiredTokenException')
          expect(await sendSample(server, model.name, operation, { credentials: ended })).toEqual([
            code,
            403,
            'The security token included in the request is expired',
          ])
        } finally {
          server = here
        }
      })
    }
  }
})
