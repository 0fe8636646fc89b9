import {
  AttachRolePolicyCommand,
  CreatePolicyCommand,
  CreateRoleCommand,
  IAMClient,
} from '@aws-sdk/client-iam'
import type { ServeProcess } from './serve-process.ts'

export interface IdentityCall {
  readonly name: string
  readonly service: 'iam' | 'sts'
  readonly input: Readonly<Record<string, string>>
  /** In one round. */
  readonly calls: number
}

const role = 'arn:aws:iam::111122223333:role/bench'
const iam = { Version: '2010-05-08' }
const sts = { Version: '2011-06-15' }
const members = (list: string, values: readonly string[]) =>
  Object.fromEntries(values.map((value, at) => [`${list}.member.${at + 1}`, value]))
const tenActions = Array.from({ length: 10 }, (_, at) => `s3:${at % 2 ? 'Get' : 'Put'}Object${at || ''}`)

export const identityCallRows: readonly IdentityCall[] = [
  {
    name: 'GetCallerIdentity',
    service: 'sts',
    input: { ...sts, Action: 'GetCallerIdentity' },
    calls: 4000,
  },
  {
    name: 'AssumeRole',
    service: 'sts',
    input: { ...sts, Action: 'AssumeRole', RoleArn: role, RoleSessionName: 'bench' },
    calls: 4000,
  },
  { name: 'GetRole', service: 'iam', input: { ...iam, Action: 'GetRole', RoleName: 'bench' }, calls: 4000 },
  {
    // Ten policies of twenty statements, ten actions on one resource.
    name: 'SimulatePrincipalPolicy',
    service: 'iam',
    input: {
      ...iam,
      Action: 'SimulatePrincipalPolicy',
      PolicySourceArn: role,
      ...members('ActionNames', tenActions),
      ...members('ResourceArns', ['arn:aws:s3:::bucket-9-19/reports/a']),
    },
    calls: 1000,
  },
]

/** The role that the calls are about. */
export async function prepareIdentityCalls({ url, credentials }: ServeProcess): Promise<void> {
  const client = new IAMClient({ endpoint: url, region: 'us-east-1', credentials })
  const document = (...Statement: object[]) => JSON.stringify({ Version: '2012-10-17', Statement })
  const trust = document({ Effect: 'Allow', Principal: { AWS: '111122223333' }, Action: 'sts:AssumeRole' })
  await client.send(new CreateRoleCommand({ RoleName: 'bench', AssumeRolePolicyDocument: trust }))
  for (let policy = 0; policy < 10; policy += 1) {
    const statements = Array.from({ length: 20 }, (_, at) => ({
      Effect: at % 10 === 9 ? 'Deny' : 'Allow',
      Action: ['s3:GetObject*', 's3:ListBucket'],
      Resource: `arn:aws:s3:::bucket-${policy}-${at}/*`,
      Condition: { StringNotEquals: { 'aws:PrincipalTag/team': `team-${at}` } },
    }))
    const input = { PolicyName: `bench-${policy}`, PolicyDocument: document(...statements) }
    const { Policy } = await client.send(new CreatePolicyCommand(input))
    await client.send(new AttachRolePolicyCommand({ RoleName: 'bench', PolicyArn: Policy?.Arn }))
  }
  client.destroy()
}
