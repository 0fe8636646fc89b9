import { CreateRoleCommand, GetRoleCommand, IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam'
import { fromIni } from '@aws-sdk/credential-providers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { account, outcome, policy, roleArn, trust } from '../../../server/test/services/sts/sts-calls.ts'
import { type DissociateWorld, everything, namesOf, startDissociateWorld } from './dissociate-world.ts'

/** Pods that go on into a second role: theirs are the sessions of that one. */
const denied = 'explicitly denied'
const hop = { Effect: 'Allow', Action: ['sts:AssumeRole', 'sts:TagSession'], Resource: '*' }
let world: DissociateWorld
beforeAll(async () => {
  world = await startDissociateWorld()
})
afterAll(async () => {
  expect(world.server.errors).toEqual([])
  await world.close()
})

describe('with a target role', () => {
  it('ends the sessions of the target, of that ServiceAccount alone', async () => {
    const first = await world.makeRole('first', undefined, hop)
    const targetRoleArn = await world.makeRole('target', trust(account), everything)
    for (const serviceAccount of ['hops', 'hops-too'])
      await world.associate({ serviceAccount, roleArn: first, targetRoleArn })
    const [old, other] = [await world.credentialsOf('hops'), await world.credentialsOf('hops-too')]
    expect([await world.goodFor(old), await world.goodFor(other)]).toEqual(['ok', 'ok'])
    const { code, out } = await world.dissociate('hops', '--revoke')
    expect([code, out]).toEqual([0, expect.stringContaining('AWSRevokeOlderSessions of role target\n')])
    expect([await world.goodFor(old), await world.goodFor(other)]).toEqual([denied, 'ok'])
    expect(await world.revocationsOf('first')).toEqual([])
    await world.associate({ serviceAccount: 'hops', roleArn: first, targetRoleArn })
    expect(await world.goodFor(await world.credentialsOf('hops'))).toBe('ok')
  })

  it('of another account needs a profile of that account', async () => {
    const made = await world.run([
      ...['account', 'create', 'red', '--email', 'red@example.com', '--create-organization'],
    ])
    const other = /account (\d{12})/.exec(made.out)?.[1]
    const filepath = world.environment['AWS_SHARED_CREDENTIALS_FILE'] ?? ''
    const credentials = await fromIni({ profile: 'red', filepath, ignoreCache: true })()
    const red = world.server.client(IAMClient, { credentials })
    await world.makeRole('abroad', undefined, hop)
    const AssumeRolePolicyDocument = trust(roleArn('abroad'))
    await red.send(new CreateRoleCommand({ RoleName: 'data', AssumeRolePolicyDocument }))
    const own = { PolicyName: 'own', PolicyDocument: policy(everything) }
    await red.send(new PutRolePolicyCommand({ RoleName: 'data', ...own }))
    const targetRoleArn = `arn:aws:iam::${other}:role/data`
    await world.associate({ serviceAccount: 'abroad', roleArn: roleArn('abroad'), targetRoleArn })
    const old = await world.credentialsOf('abroad')
    const reads = (of: typeof old) =>
      outcome(
        world.server.client(IAMClient, { credentials: of }).send(new GetRoleCommand({ RoleName: 'data' })),
      )
    expect(await reads(old)).toBe('ok')

    for (const [more, words] of [
      [[], new RegExp(`only the account ${other} can end them; name a profile of it with --role-profile`)],
      [['--role-profile', 'rolecall'], /--role-profile rolecall is of the account 111122223333, and /],
    ] as const) {
      const { code, err } = await world.dissociate('abroad', '--revoke', ...more)
      expect([code, err]).toEqual([2, expect.stringMatching(words)])
      expect(err).toContain(
        `\nNothing was changed. To stop new credentials now, without ending those that are out:\n  rolecall dissociate ${namesOf('abroad').join(' ')}\n`,
      )
    }
    expect([await world.associationOf('abroad'), await reads(old)]).toEqual([roleArn('abroad'), 'ok'])
    const { code, out } = await world.dissociate('abroad', '--revoke', '--role-profile', 'red')
    expect([code, out]).toEqual([0, expect.stringContaining('AWSRevokeOlderSessions of role data\n')])
    expect(await reads(old)).toMatch(/explicit deny/)
    expect(await world.revocationsOf('data', red)).toHaveLength(1)
  })
})
