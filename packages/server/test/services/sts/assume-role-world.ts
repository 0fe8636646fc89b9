import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  CreateRoleCommand,
  GetRoleCommand,
  IAMClient,
  ListRolesCommand,
  PutRolePolicyCommand,
} from '@aws-sdk/client-iam'
import { seedUsers } from '../../seed-users.ts'
import { type Credentials, startTestServer, type TestServer } from '../../start-test-server.ts'
import { outcome, policy, roleArn } from './sts-calls.ts'

export const allow = (Action: string | string[], more: object = {}) => ({
  Effect: 'Allow',
  Action,
  Resource: '*',
  ...more,
})
export const deny = (Action: string | string[], more: object = {}) => ({
  ...allow(Action, more),
  Effect: 'Deny',
})

/** A server with users, and what a test needs to make roles for them. */
export interface AssumeRoleWorld {
  readonly server: TestServer
  /** `ann` may assume every role, `ben` has no permission, `carl` is denied, `dora` may assume the role `narrow`. */
  readonly users: Readonly<Record<'ann' | 'ben' | 'carl' | 'dora', Credentials>>
  /** The administrator's. */
  admin(): IAMClient
  /** A role of its own for a test; answers its name. */
  makeRole(
    document: string,
    options?: {
      readonly permissions?: readonly object[]
      readonly name?: string
      readonly maxSessionDuration?: number
    },
  ): Promise<string>
  /** What comes of the calls of a session. */
  listRoles(credentials: Credentials): Promise<string>
  getRole(credentials: Credentials, RoleName: string): Promise<string>
}

export async function startAssumeRoleWorld(): Promise<AssumeRoleWorld> {
  const folder = mkdtempSync(join(tmpdir(), 'rolecall-test-'))
  const document = (...Statement: object[]) => ({ Version: '2012-10-17', Statement })
  const users = await seedUsers(folder, [
    { name: 'ann', inline: { all: document(allow('sts:*')) }, tags: { team: 'red' } },
    { name: 'ben', tags: { team: 'blue' } },
    { name: 'carl', inline: { all: document(allow('sts:*'), deny('sts:AssumeRole')) } },
    { name: 'dora', inline: { narrow: document(allow('sts:AssumeRole', { Resource: roleArn('narrow') })) } },
  ])
  const server = await startTestServer({ folder })
  const admin = () => server.client(IAMClient)
  const as = (credentials: Credentials) => server.client(IAMClient, { credentials })
  let roles = 0
  return {
    server,
    users: users as AssumeRoleWorld['users'],
    admin,
    async makeRole(AssumeRolePolicyDocument, options = {}) {
      roles += 1
      const { permissions = [], name: RoleName = `role-${roles}`, maxSessionDuration } = options
      const role = { RoleName, AssumeRolePolicyDocument, MaxSessionDuration: maxSessionDuration }
      await admin().send(new CreateRoleCommand(role))
      if (permissions.length > 0) {
        const put = { RoleName, PolicyName: 'all', PolicyDocument: policy(...permissions) }
        await admin().send(new PutRolePolicyCommand(put))
      }
      return RoleName
    },
    listRoles: (credentials) => outcome(as(credentials).send(new ListRolesCommand({}))),
    getRole: (credentials, RoleName) => outcome(as(credentials).send(new GetRoleCommand({ RoleName }))),
  }
}
