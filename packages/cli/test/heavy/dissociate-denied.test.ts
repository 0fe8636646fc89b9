import {
  CreateAccessKeyCommand,
  CreateUserCommand,
  IAMClient,
  PutUserPolicyCommand,
} from '@aws-sdk/client-iam'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { policy, roleArn } from '../../../server/test/services/sts/sts-calls.ts'
import { type DissociateWorld, everything, namesOf, startDissociateWorld } from './dissociate-world.ts'

/** What a caller is told who may do one half and not the other. */
let world: DissociateWorld
let iam: IAMClient
beforeAll(async () => {
  world = await startDissociateWorld()
  iam = world.server.client(IAMClient)
})
afterAll(async () => {
  expect(world.server.errors).toEqual([])
  await world.close()
})

describe('who may not', () => {
  const allowed = ['eks:*', 'iam:GetRolePolicy', 'iam:PutRolePolicy', 'iam:PassRole']
  const asUser = async (UserName: string, without: string) => {
    await iam.send(new CreateUserCommand({ UserName }))
    const statements = [
      { Effect: 'Allow', Action: allowed, Resource: '*' },
      { Effect: 'Deny', Action: without, Resource: '*' },
    ]
    const PolicyDocument = policy(...statements)
    await iam.send(new PutUserPolicyCommand({ UserName, PolicyName: 'own', PolicyDocument }))
    const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName }))
    const keys = {
      AWS_ACCESS_KEY_ID: AccessKey?.AccessKeyId ?? '',
      AWS_SECRET_ACCESS_KEY: AccessKey?.SecretAccessKey ?? '',
    }
    return { ...keys, AWS_ENDPOINT_URL: world.server.url, AWS_PROFILE: '', AWS_REGION: 'us-east-1' }
  }

  it.each([
    ['eks:DeletePodIdentityAssociation', /^rolecall: denied: User: .*eks:DeletePodIdentityAssociation/],
    ['eks:ListPodIdentityAssociations', /^rolecall: denied: User: .*eks:ListPodIdentityAssociations/],
    ['iam:GetRolePolicy', /^rolecall: denied: User: .*iam:GetRolePolicy/],
  ])('%s changes nothing', async (action, words) => {
    const name = action.replace(':', '-').toLowerCase()
    await world.associate({
      serviceAccount: name,
      roleArn: await world.makeRole(name, undefined, everything),
    })
    const environment = await asUser(name, action)
    const line = ['dissociate', ...namesOf(name), '--revoke']
    const { code, err } = await world.run(line, environment)
    expect([code, err]).toEqual([2, expect.stringMatching(words)])
    expect(err).toContain(`; rolecall why --principal arn:aws:iam::111122223333:user/${name} ${action} `)
    expect(err).not.toContain('Encoded authorization failure message')
    const whole = await world.run([...line, '--output', 'json'], environment)
    expect([whole.code, whole.err]).toEqual([
      2,
      expect.stringMatching(/ Encoded authorization failure message: [\w-]{1000,}\n$/),
    ])
    expect([await world.associationOf(name), await world.revocationsOf(name)]).toEqual([roleArn(name), []])
  })

  it('iam:PutRolePolicy is told what is open, until when, and what to run', async () => {
    await world.associate({
      serviceAccount: 'half',
      roleArn: await world.makeRole('half', undefined, everything),
    })
    const old = await world.credentialsOf('half')
    const line = ['dissociate', ...namesOf('half'), '--revoke']
    const { code, out, err } = await world.run(line, await asUser('half', 'iam:PutRolePolicy'))
    expect([code, out]).toEqual([
      2,
      expect.stringMatching(
        /\n- remove Pod Identity association of ServiceAccount payments\/half\n.*\n.*\n$/,
      ),
    ])
    const said = err.split('\n')
    expect(said).toEqual([
      expect.stringMatching(
        /^rolecall: the sessions of arn:aws:iam::111122223333:role\/half are not revoked: denied: User: arn:aws:iam::111122223333:user\/half is not authorized to perform: iam:PutRolePolicy on resource: role half /,
      ),
      expect.stringMatching(
        /^The association is deleted, so no more come out\. What is out is open until \d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ at the latest\.$/,
      ),
      'Run this again, as somebody who may iam:GetRolePolicy and iam:PutRolePolicy for the role:',
      `  rolecall ${line.join(' ')} --role-arn ${roleArn('half')}`,
      '',
    ])
    expect([await world.associationOf('half'), await world.goodFor(old)]).toEqual([undefined, 'ok'])
    const again = await world.run((said[3] ?? '').trim().split(' ').slice(1))
    expect(again.code).toBe(0)
    expect(await world.goodFor(old)).toBe('explicitly denied')
  })
})
