import { DeleteRoleCommand, IAMClient } from '@aws-sdk/client-iam'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { roleArn } from '../../../server/test/services/sts/sts-calls.ts'
import { type DissociateWorld, everything, namesOf, startDissociateWorld } from './dissociate-world.ts'

/** What is told when something stays open, or is gone. */
let world: DissociateWorld
beforeAll(async () => {
  world = await startDissociateWorld({ allowWildcardAssociations: true })
})
afterAll(async () => {
  expect(world.server.errors).toEqual([])
  await world.close()
})

it('says which association still gives those pods a role', async () => {
  const role = await world.makeRole('patterned', undefined, everything)
  for (const serviceAccount of ['pattern-*', 'pattern-1'])
    await world.associate({ serviceAccount, roleArn: role })
  const note = 'rolecall: pods of it are given a role by the association payments/pattern-*\n'
  for (const words of ['Done: no more credentials', 'Nothing to do: ']) {
    const { code, out, err } = await world.dissociate('pattern-1')
    expect([code, out, err]).toEqual([0, expect.stringContaining(words), note])
  }
})

it('revokes when the cluster is gone, and says so', async () => {
  await world.makeRole('left', undefined, everything)
  const { code, out, err } = await world.run([
    ...['dissociate', ...namesOf('left'), '--cluster', 'razed'],
    ...['--revoke', '--role-arn', roleArn('left')],
  ])
  expect([code, out, err]).toEqual([
    0,
    expect.stringContaining('sessions of ServiceAccount payments/left from before'),
    expect.stringContaining(
      'rolecall: there is no such cluster now; sessions of one with its name are meant\n',
    ),
  ])
  expect(JSON.stringify(await world.revocationsOf('left'))).toContain(':cluster/razed"')
})

it('needs nothing more where the role is gone', async () => {
  await world.associate({ serviceAccount: 'fleeting', roleArn: await world.makeRole('fleeting') })
  await world.server.client(IAMClient).send(new DeleteRoleCommand({ RoleName: 'fleeting' }))
  const { code, out } = await world.dissociate('fleeting', '--revoke')
  expect([code, out]).toEqual([
    0,
    expect.stringContaining('role fleeting: it is gone, and its sessions with it'),
  ])
  const misspelt = await world.dissociate('fleeting', '--revoke', '--role-arn', roleArn('fleetling'))
  expect([misspelt.code, misspelt.err]).toEqual([
    2,
    `rolecall: there is no role ${roleArn('fleetling')}, and nothing was revoked. Is its name right? Of a role that was deleted, the sessions ended with it\n`,
  ])
})
