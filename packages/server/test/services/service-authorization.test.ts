import { CreateRoleCommand, IAMClient } from '@aws-sdk/client-iam'
import { DecodeAuthorizationMessageCommand, STSClient } from '@aws-sdk/client-sts'
import { type ActionDetails, serviceReference } from '@rolecall/service-reference'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isExtension } from '../../src/services/is-extension.ts'
import type { Operation } from '../../src/services/operation.ts'
import { services } from '../../src/services/services.ts'
import { type Credentials, startTestServer, type TestServer } from '../start-test-server.ts'
import { sendSample } from './send-sample.ts'
import { account, assume, trust } from './sts/sts-calls.ts'

/** Calls that are not decided by a permission of the caller's, or whose denial tells nothing of the role. */
const notHere: ReadonlySet<string> = new Set([
  'sts:AssumeRole',
  'sts:GetCallerIdentity',
  'sts:GetFederationToken',
  'sts:GetSessionToken',
])

/** Permissions that are asked for something the reference does not say, and why. */
const otherResources: Readonly<Record<string, { readonly asked: RegExp; readonly because: string }>> = {
  'eks:CreateCluster': {
    asked: /:cluster\/sample$/,
    because: 'AWS’s denials name the cluster that is to be',
  },
  'iam:ChangePassword': { asked: /^\*$/, because: 'the caller is a role, which has no password to change' },
  'iam:ListGroups': { asked: /:group\/$/, because: 'AWS asks for the path that is listed' },
  'iam:ListInstanceProfiles': {
    asked: /:instance-profile\/$/,
    because: 'AWS asks for the path that is listed',
  },
  'iam:ListOpenIDConnectProviders': {
    asked: /:oidc-provider\/\*$/,
    because: 'AWS asks for all that is listed',
  },
  'iam:ListPolicies': { asked: /^policy path \/$/, because: 'AWS asks for this text, which only * allows' },
  'iam:ListRoles': { asked: /:role\/$/, because: 'AWS asks for the path that is listed' },
  'iam:ListSAMLProviders': { asked: /:saml-provider\/\*$/, because: 'AWS asks for all that is listed' },
  'iam:ListVirtualMFADevices': { asked: /:mfa\/$/, because: 'AWS asks for the path that is listed' },
  'iam:ListUsers': { asked: /:user\/$/, because: 'AWS asks for the path that is listed' },
}

/** What is not in the organization has no ARN that could be asked for: AWS's hold the organization's id. */
const withoutArn: ReadonlySet<string> = new Set(['organizations'])

/** Keys that every request has, whatever its action. Source: "AWS global condition context keys". */
const global =
  /^aws:(Principal|userid|username|Source|Requested|Resource(Account|Org)|Current|Epoch|Secure|UserAgent|Referer|TokenIssueTime|MultiFactorAuth|Via|Called|Federated|Called|ChatbotSourceArn|Ec2|Vpc)/i

let server: TestServer
let nobody: Credentials
beforeAll(async () => {
  server = await startTestServer()
  const role = { RoleName: 'nobody', AssumeRolePolicyDocument: trust(account) }
  await server.client(IAMClient).send(new CreateRoleCommand(role))
  nobody = await assume(server, server.credentials, 'nobody')
})
afterAll(() => server.close())

interface Asked {
  readonly action: string
  readonly resource: string
  readonly conditions: { readonly items: readonly { readonly key: string }[] }
}

/** What the server asked the policies of a caller who has none, as the denial tells it. */
async function asked(service: string, operation: Operation): Promise<Asked> {
  const came = await sendSample(server, service, operation, { credentials: nobody })
  const EncodedMessage = /Encoded authorization failure message: (\S+)$/.exec(String(came[2]))?.[1]
  expect(EncodedMessage, String(came)).toBeDefined()
  const { DecodedMessage = '' } = await server
    .client(STSClient)
    .send(new DecodeAuthorizationMessageCommand({ EncodedMessage }))
  return JSON.parse(DecodedMessage).context
}

/** Whether an ARN is one of what an action acts on. */
function isOneOf(resource: string, { resourceTypes }: ActionDetails): boolean {
  if (resourceTypes.length === 0) return resource === '*'
  // What a call names need not exist; without a name, all are meant.
  if (resource === '*') return resourceTypes.every(({ required }) => !required)
  return resourceTypes.some(({ type }) => type && formOf(type.arn).test(resource))
}

const formOf = (arn: string) =>
  new RegExp(`^${arn.replace(/[.*+?^()|[\]\\/]/g, '\\$&').replace(/\$\{[^}]*\}/g, '.+')}$`)

for (const { model, operations, leftOut } of services) {
  const isLeftOut = new Set(leftOut.flatMap(([, ...schemas]) => schemas.map((schema) => schema[2])))
  describe(`${model.name}: what is asked is what the Service Authorization Reference says`, () => {
    for (const operation of operations.values()) {
      const name = `${model.name}:${operation.schema[2]}`
      if (operation.prove || isLeftOut.has(operation.schema[2]) || notHere.has(name)) continue
      if (isExtension(operation.schema)) {
        test(`rolecall:${operation.schema[2]}, which is of no service of AWS`, async () => {
          const { action, resource } = await asked(model.name, operation)
          expect(action).toBe(`rolecall:${operation.schema[2]}`)
          expect(serviceReference().action(action)).toBeUndefined()
          expect(resource).toMatch(/^arn:aws:eks:us-east-1:111122223333:cluster\/sample$/)
        })
        continue
      }
      test(name, async () => {
        const { action, resource, conditions } = await asked(model.name, operation)
        const details = serviceReference().action(action)
        expect(details, `${action} is no action`).toBeDefined()
        if (!details) return
        const other = otherResources[action]
        if (other) expect(resource).toMatch(other.asked)
        else if (resource !== '*' || !withoutArn.has(model.name)) {
          expect(isOneOf(resource, details), `${action} on ${resource}`).toBe(true)
        }
        const known = (key: string) =>
          global.test(key) ||
          [...details.conditionKeys].some((one) => {
            const folded = key.toLowerCase()
            return one.endsWith('/') ? folded.startsWith(one) : folded === one
          })
        expect(conditions.items.map(({ key }) => key).filter((key) => !known(key))).toEqual([])
      })
    }
  })
}
