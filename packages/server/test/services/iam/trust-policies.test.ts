import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Credentials, startTestServer, type TestServer } from '../../start-test-server.ts'
import { documents } from './documents.ts'
import { type Step, send, steps } from './iam-steps.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
  await createRole('known', documents.trustEc2)
  await createRole('pathed', documents.trustEc2, '/team/')
})
afterAll(() => server.close())

const account = '111122223333'
const arn = (resource: string) => `arn:aws:iam::${account}:${resource}`

const createRole = (RoleName: string, AssumeRolePolicyDocument: string, Path = '/') =>
  send(server, { call: 'CreateRole', input: { RoleName, Path, AssumeRolePolicyDocument } })

const accepted: readonly object[] = [
  { AWS: '*' },
  { AWS: account },
  { AWS: arn('root') },
  { AWS: [arn('role/known'), arn('role/team/pathed'), arn('user/administrator')] },
  { AWS: `arn:aws:sts::${account}:assumed-role/known/anybody` },
  { Service: ['ec2.amazonaws.com', 'pods.eks.amazonaws.com'] },
  { Federated: arn('oidc-provider/not.yet.example') },
  { Federated: 'cognito-identity.amazonaws.com' },
]

const refused: readonly (readonly [principal: object, named: string])[] = [
  [{ AWS: '999999999999' }, '"AWS":"999999999999"'],
  [{ AWS: 'arn:aws:iam::999999999999:root' }, '"AWS":"arn:aws:iam::999999999999:root"'],
  [{ AWS: arn('role/nobody') }, `"AWS":"${arn('role/nobody')}"`],
  [{ AWS: arn('role/pathed') }, `"AWS":"${arn('role/pathed')}"`],
  [{ AWS: [arn('role/known'), arn('user/nobody')] }, `"AWS":"${arn('user/nobody')}"`],
  [{ AWS: 'arn:aws-cn:iam::111122223333:role/known' }, '"AWS":"arn:aws-cn:iam::111122223333:role/known"'],
  [{ AWS: 'AROAAAAAAAAAAAAAAAAAA' }, '"AWS":"AROAAAAAAAAAAAAAAAAAA"'],
  [{ Service: 'example.com' }, '"SERVICE":"example.com"'],
]

describe('principals that a trust policy may name', () => {
  for (const [at, principal] of accepted.entries()) {
    test(JSON.stringify(principal), async () => {
      expect((await createRole(`accepted${at}`, documents.trust(principal))).fault).toBeUndefined()
    })
  }
})

describe('principals that do not exist here', () => {
  const rows = refused.flatMap(([principal, named]): Step[] => {
    const fault = ['MalformedPolicyDocument', 400, `Invalid principal in policy: ${named}`] as const
    const document = documents.trust(principal)
    return [
      {
        call: 'CreateRole',
        shows: named,
        input: { RoleName: 'refused', AssumeRolePolicyDocument: document },
        fault,
      },
      {
        call: 'UpdateAssumeRolePolicy',
        shows: named,
        input: { RoleName: 'known', PolicyDocument: document },
        fault,
      },
    ]
  })
  steps(() => server, rows)
})

test('a trust policy of more than 2048 characters is over its quota', async () => {
  const sid = 'x'.repeat(2048)
  const { fault } = await createRole(
    'large',
    documents.trustEc2.replace('"Effect"', `"Sid":"${sid}","Effect"`),
  )
  expect(fault).toEqual(['LimitExceeded', 409, 'Cannot exceed quota for ACLSizePerRole: 2048'])
})

test('a role made anew under the name of a trusted one is not trusted', async () => {
  const trustRoot = documents.trust({ AWS: account })
  const assumeAnything = JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Resource: '*' }],
  })
  const makeCaller = async (): Promise<Credentials> => {
    await createRole('caller', trustRoot)
    await send(server, {
      call: 'PutRolePolicy',
      input: { RoleName: 'caller', PolicyName: 'assume', PolicyDocument: assumeAnything },
    })
    return assume('caller', server.credentials)
  }
  const first = await makeCaller()
  await createRole('target', documents.trust({ AWS: arn('role/caller') }))
  await expect(assume('target', first)).resolves.toBeDefined()

  await send(server, { call: 'DeleteRolePolicy', input: { RoleName: 'caller', PolicyName: 'assume' } })
  await send(server, { call: 'DeleteRole', input: { RoleName: 'caller' } })
  const second = await makeCaller()
  await expect(assume('target', second)).rejects.toThrow('is not authorized to perform: sts:AssumeRole')

  await send(server, {
    call: 'UpdateAssumeRolePolicy',
    input: { RoleName: 'target', PolicyDocument: documents.trust({ AWS: arn('role/caller') }) },
  })
  await expect(assume('target', second)).resolves.toBeDefined()
})

test('a trust policy may name a unique id that exists', async () => {
  const { output } = await send(server, { call: 'GetRole', input: { RoleName: 'known' } })
  const { RoleId } = (output as { Role: { RoleId: string } }).Role
  expect((await createRole('by-id', documents.trust({ AWS: RoleId }))).fault).toBeUndefined()
})

async function assume(name: string, credentials: Credentials): Promise<Credentials> {
  const client = server.client(STSClient, { credentials })
  const input = { RoleArn: arn(`role/${name}`), RoleSessionName: 'test' }
  const { Credentials: given } = await client.send(new AssumeRoleCommand(input))
  return {
    accessKeyId: given?.AccessKeyId ?? '',
    secretAccessKey: given?.SecretAccessKey ?? '',
    sessionToken: given?.SessionToken ?? '',
  }
}
