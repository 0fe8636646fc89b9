import { GetRoleCommand, IAMClient, ListRolesCommand } from '@aws-sdk/client-iam'
import { AssumeRoleWithWebIdentityCommand, STSClient } from '@aws-sdk/client-sts'
import { type Answer, collectFor, why } from '@rolecall/analyzer'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Shop, startShop } from './start-shop.ts'

let shop: Shop

beforeAll(async () => {
  shop = await startShop()
})

afterAll(async () => {
  expect(shop.server.errors).toEqual([])
  await shop.server.close()
})

const statement = (Action: string, Resource: string, more: object = {}) => ({
  Effect: 'Allow',
  Action,
  Resource,
  ...more,
})
const document = (...Statement: object[]) => ({ Version: '2012-10-17', Statement })
const readRoles = document(statement('iam:GetRole', '*'), statement('iam:ListRoles', '*'))

interface Row {
  readonly name: string
  /** Trust statement's part that differs, of the provider `P` and with the keys `K:sub`. */
  readonly trust?: object
  readonly principal?: object
  readonly action?: string
  readonly annotations?: Record<string, string>
  readonly policy?: object
  readonly attached?: object
  readonly boundary?: object
  readonly asks?: 'iam:ListRoles'
}

const sub = (name: string) => `system:serviceaccount:shop:${name}`

/** Ways to set up one pod and its role. What comes of each is not written here: the server decides it, and `why` must say the same. */
const rows: readonly Row[] = [
  { name: 'plain', policy: readRoles },
  { name: 'no-policy' },
  { name: 'other-action', policy: document(statement('iam:GetUser', '*')) },
  { name: 'other-resource', policy: document(statement('iam:GetRole', 'arn:aws:iam::111122223333:role/x')) },
  {
    name: 'own-resource',
    policy: document(statement('iam:GetRole', 'arn:aws:iam::111122223333:role/own-*')),
  },
  { name: 'attached', attached: readRoles },
  { name: 'denied', policy: readRoles, attached: document(statement('iam:*', '*', { Effect: 'Deny' })) },
  { name: 'bounded', policy: readRoles, boundary: document(statement('s3:*', '*')) },
  { name: 'within', policy: readRoles, boundary: document(statement('iam:Get*', '*')) },
  { name: 'list', policy: readRoles, asks: 'iam:ListRoles' },
  {
    name: 'mfa',
    policy: document(
      statement('iam:GetRole', '*', { Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } }),
    ),
  },
  {
    name: 'no-mfa',
    policy: document(
      statement('iam:GetRole', '*', { Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'false' } } }),
    ),
  },
  {
    name: 'federated',
    policy: document(
      statement('iam:GetRole', '*', { Condition: { StringLike: { 'aws:FederatedProvider': '*/id/*' } } }),
    ),
  },
  {
    name: 'principal-arn',
    policy: document(
      statement('iam:GetRole', '*', {
        Condition: { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/principal-arn' } },
      }),
    ),
  },
  {
    name: 'principal-type',
    policy: document(
      statement('iam:GetRole', '*', { Condition: { StringEquals: { 'aws:PrincipalType': 'AssumedRole' } } }),
    ),
  },
  {
    name: 'username',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a variable of the policy language
    policy: document(statement('iam:GetRole', 'arn:aws:iam::111122223333:role/${aws:username}')),
  },
  {
    name: 'revoked',
    policy: readRoles,
    attached: document(
      statement('*', '*', {
        Effect: 'Deny',
        Condition: { DateLessThan: { 'aws:TokenIssueTime': '2020-01-01T00:00:00Z' } },
      }),
    ),
  },
  {
    name: 'quarantined',
    policy: readRoles,
    attached: document(
      statement('*', '*', {
        Effect: 'Deny',
        Condition: { DateLessThan: { 'aws:TokenIssueTime': '2120-01-01T00:00:00Z' } },
      }),
    ),
  },
  {
    name: 'until-past',
    policy: document(
      statement('iam:GetRole', '*', {
        Condition: { DateLessThan: { 'aws:CurrentTime': '2020-01-01T00:00:00Z' } },
      }),
    ),
  },
  { name: 'trust-typo', policy: readRoles, trust: { StringEquals: { 'K:sub': sub('trust-typ') } } },
  { name: 'trust-pattern', policy: readRoles, trust: { StringLike: { 'K:sub': sub('*') } } },
  { name: 'trust-literal', policy: readRoles, trust: { StringEquals: { 'K:sub': sub('*') } } },
  { name: 'trust-case', policy: readRoles, trust: { StringEquals: { 'K:sub': sub('TRUST-CASE') } } },
  {
    name: 'trust-ignorecase',
    policy: readRoles,
    trust: { StringEqualsIgnoreCase: { 'K:SUB': sub('TRUST-IGNORECASE') } },
  },
  { name: 'trust-not', policy: readRoles, trust: { StringNotEquals: { 'K:sub': sub('trust-not') } } },
  { name: 'trust-any', policy: readRoles, trust: {} },
  { name: 'trust-issuer', policy: readRoles, trust: { StringEquals: { 'K:iss': 'ISSUER' } } },
  { name: 'trust-audience', policy: readRoles, trust: { StringEquals: { 'K:aud': 'mine' } } },
  {
    name: 'trust-set',
    policy: readRoles,
    trust: { 'ForAnyValue:StringEquals': { 'K:aud': 'sts.amazonaws.com' } },
  },
  {
    name: 'trust-other-key',
    policy: readRoles,
    trust: { StringEquals: { 'accounts.google.com:sub': sub('trust-other-key') } },
  },
  {
    name: 'trust-null',
    policy: readRoles,
    trust: {
      Null: { 'K:azp': 'true', 'K:amr': 'true', 'aws:PrincipalTag/x': 'true', 'sts:ExternalId': 'true' },
    },
  },
  {
    name: 'trust-exists',
    policy: readRoles,
    trust: { Null: { 'K:sub': 'false', 'aws:FederatedProvider': 'false' } },
  },
  { name: 'trust-principal', policy: readRoles, principal: { Federated: 'accounts.google.com' } },
  { name: 'trust-star', policy: readRoles, principal: { AWS: '*' } },
  { name: 'trust-action', policy: readRoles, action: 'sts:AssumeRole' },
  { name: 'trust-actions', policy: readRoles, action: 'sts:*' },
  {
    name: 'audience-mine',
    policy: readRoles,
    annotations: { 'eks.amazonaws.com/audience': 'mine' },
    trust: { StringEquals: { 'K:aud': 'mine' } },
  },
  { name: 'audience-both', policy: readRoles, annotations: { 'eks.amazonaws.com/audience': 'mine' } },
  {
    name: 'audience-unknown',
    policy: readRoles,
    annotations: { 'eks.amazonaws.com/audience': 'nobody' },
    trust: {},
  },
  { name: 'role-gone', annotations: { 'eks.amazonaws.com/role-arn': 'arn:aws:iam::111122223333:role/gone' } },
  {
    name: 'role-path',
    policy: readRoles,
    annotations: { 'eks.amazonaws.com/role-arn': 'arn:aws:iam::111122223333:role/some/role-path' },
  },
  {
    name: 'role-case',
    policy: readRoles,
    annotations: { 'eks.amazonaws.com/role-arn': 'arn:aws:iam::111122223333:role/ROLE-case' },
  },
]

const seen = new Set<string>()

describe('why says what STS and the service that is called decide', () => {
  test.each(rows)('$name', async ({ name, trust, principal, action, annotations, asks, ...policies }) => {
    const filled = (value: object) =>
      JSON.parse(
        JSON.stringify(value).replaceAll('K:', `${shop.hostPath}:`).replaceAll('ISSUER', shop.issuer),
      )
    const custom = trust || principal || action
    const roleArn = await shop.role(name, {
      ...policies,
      ...(custom
        ? {
            trust: document({
              Effect: 'Allow',
              Principal: principal ?? {
                Federated: `arn:aws:iam::111122223333:oidc-provider/${shop.hostPath}`,
              },
              Action: action ?? 'sts:AssumeRoleWithWebIdentity',
              ...(trust && Object.keys(trust).length > 0 ? { Condition: filled(trust) } : {}),
            }),
          }
        : {}),
    })
    const all = { 'eks.amazonaws.com/role-arn': roleArn, ...annotations }
    await shop.serviceAccount(name, all)

    const question = {
      cluster: 'shop',
      namespace: 'shop',
      serviceAccount: name,
      action: asks ?? 'iam:GetRole',
      resource: asks ? 'arn:aws:iam::111122223333:role/' : roleArn,
      at: Date.now(),
    }
    const answer = why(await collectFor(question, shop.doors(), { state: 'none' }), question)
    const real = await reality(name, all, asks)
    expect(summary(answer)).toBe(real)
    seen.add(real)
  })

  test('and all of it was seen', () => {
    expect([...seen].sort()).toEqual(['allowed', 'denied', 'no session'])
  })
})

/** Where the path ends: without a session, at the service, or nowhere. */
function summary({ result, links, sentence }: Answer): string {
  if (result === 'allowed') return 'allowed'
  if (result === 'undecided') return `undecided: ${sentence}`
  return links.find(({ name }) => name === 'decision')?.state === 'broken' ? 'denied' : 'no session'
}

async function reality(
  name: string,
  annotations: Record<string, string>,
  asks: string | undefined,
): Promise<string> {
  const audience = annotations['eks.amazonaws.com/audience'] ?? 'sts.amazonaws.com'
  const { status } = await shop.kubernetes.requestToken('shop', name, { audiences: [audience] })
  const session = await shop.server
    .client(STSClient)
    .send(
      new AssumeRoleWithWebIdentityCommand({
        RoleArn: annotations['eks.amazonaws.com/role-arn'],
        RoleSessionName: 'pod',
        WebIdentityToken: status?.token,
      }),
    )
    .catch((error: Error) => error)
  if (session instanceof Error) {
    expect(['AccessDenied', 'InvalidIdentityToken', 'InvalidIdentityTokenException']).toContain(session.name)
    return 'no session'
  }
  const { AccessKeyId = '', SecretAccessKey = '', SessionToken = '' } = session.Credentials ?? {}
  const credentials = {
    accessKeyId: AccessKeyId,
    secretAccessKey: SecretAccessKey,
    sessionToken: SessionToken,
  }
  const iam = shop.server.client(IAMClient, { credentials })
  const command = asks ? new ListRolesCommand({}) : new GetRoleCommand({ RoleName: name })
  const called = await iam.send(command as GetRoleCommand).catch((error: Error) => error)
  if (!(called instanceof Error)) return 'allowed'
  expect(called.name).toBe('AccessDenied')
  return 'denied'
}
