import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { outcome } from '../../../server/test/services/sts/sts-calls.ts'
import type { Credentials } from '../../../server/test/start-test-server.ts'
import { type DissociateWorld, everything, namesOf, startDissociateWorld } from './dissociate-world.ts'

const time = String.raw`\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ`
const denied = 'explicitly denied'

/** The second is what AWS's `aws:TokenIssueTime` tells: a time cut to seconds. */
describe.each<[clock: string, clock: () => number]>([
  ['in whole seconds', () => Math.floor(Date.now() / 1000) * 1000],
  ['four minutes ahead of ours', () => Date.now() + 240_000],
  ['four minutes behind ours', () => Date.now() - 240_000],
])('by a clock %s', (_, clock) => {
  let world: DissociateWorld
  beforeAll(async () => {
    world = await startDissociateWorld({ clock })
  })
  afterAll(async () => {
    expect(world.server.errors).toEqual([])
    await world.close()
  })

  /** What comes out last for a token, a moment before the association is deleted. */
  async function lastOf(token: string, first: Required<Credentials>) {
    let last = first
    for (;;) {
      const said = await outcome(
        world.assume(token).then(({ credentials }) => {
          last = credentials
        }),
      )
      if (said === 'ok') continue
      expect(said).toMatch(/^ResourceNotFoundException: /)
      return last
    }
  }

  it('ends what is out at once, of that ServiceAccount alone, and what comes out later lives', async () => {
    const shared = await world.makeRole('shared', undefined, everything)
    for (const serviceAccount of ['one', 'two']) await world.associate({ serviceAccount, roleArn: shared })
    const [one, two] = [await world.credentialsOf('one'), await world.credentialsOf('two')]
    expect([await world.goodFor(one), await world.goodFor(two)]).toEqual(['ok', 'ok'])

    const token = await world.podToken({ serviceAccount: 'one', pod: 'one' })
    const running = world.dissociate('one', '--revoke')
    const last = await lastOf(token, one)
    const { code, out } = await running
    await world.associate({ serviceAccount: 'one', roleArn: shared })
    const again = await world.credentialsOf('one')
    expect([code, out]).toEqual([
      0,
      expect.stringMatching(
        new RegExp(
          [
            `^cluster shop in us-east-1, account 111122223333 at ${world.server.url}`,
            '- remove Pod Identity association of ServiceAccount payments/one',
            '    assumed arn:aws:iam::111122223333:role/shared',
            '    an annotation eks.amazonaws.com/role-arn on the ServiceAccount, if there is one, counts for its new pods from now on; rolecall why tells',
            '[+] create inline policy AWSRevokeOlderSessions of role shared',
            `    denies all to sessions of ServiceAccount payments/one from before (${time})`,
            '    sessions of other roles, which pods made with theirs, are not among them; .*',
            `Done: no more credentials come out, and those from before \\1 are denied; they would have lived until ${time}\n$`,
          ].join('\n'),
        ),
      ),
    ])
    expect([await world.goodFor(one), await world.goodFor(last)]).toEqual([denied, denied])
    expect(await world.goodFor(two)).toBe('ok')
    expect(await world.goodFor(again)).toBe('ok')
    expect(await world.revocationsOf('shared')).toEqual([
      {
        Effect: 'Deny',
        Action: '*',
        Resource: '*',
        Condition: {
          DateLessThan: { 'aws:TokenIssueTime': expect.stringMatching(`^${time}$`) },
          StringEquals: {
            'aws:PrincipalTag/eks-cluster-arn': 'arn:aws:eks:us-east-1:111122223333:cluster/shop',
            'aws:PrincipalTag/kubernetes-namespace': 'payments',
            'aws:PrincipalTag/kubernetes-service-account': 'one',
          },
        },
      },
    ])
    // And once more: the later time takes the place of the earlier.
    const later = await world.dissociate('one', '--revoke')
    expect([later.code, later.out]).toEqual([
      0,
      expect.stringContaining('\n~ change inline policy AWSRevokeOlderSessions of role shared\n'),
    ])
    expect([await world.goodFor(again), await world.goodFor(two)]).toEqual([denied, 'ok'])
    expect(await world.revocationsOf('shared')).toHaveLength(1)
  })
})

describe('rolecall dissociate', () => {
  let world: DissociateWorld
  beforeAll(async () => {
    world = await startDissociateWorld()
  })
  afterAll(async () => {
    expect(world.server.errors).toEqual([])
    await world.close()
  })
  const associate = async (serviceAccount: string, more: object = {}) =>
    world.associate({
      serviceAccount,
      roleArn: await world.makeRole(serviceAccount, undefined, everything),
      ...more,
    })

  it('has nothing to do where nothing is', async () => {
    const { code, out, err } = await world.dissociate('nobody')
    expect([code, err]).toEqual([0, 'rolecall: cluster shop has no associations\n'])
    expect(out).toContain('\nNothing to do: ServiceAccount payments/nobody has no association\n')
  })

  it('names the association that may be meant, or says how many there are', async () => {
    await associate('meant')
    const note = (args: string[]) => world.dissociate('meant', ...args)
    const swapped = await note(['-n', 'paymetns'])
    expect([swapped.code, swapped.err, swapped.out]).toEqual([
      0,
      'rolecall: ServiceAccount payments/meant has an association; its name differs by two letters that changed places\n',
      expect.stringMatching(/\nNothing to do: ServiceAccount paymetns\/meant has no association\n$/),
    ])
    const far = await note(['-n', 'quite-another', '--revoke'])
    expect([far.code, far.err]).toEqual([
      2,
      expect.stringMatching(
        /^rolecall: cluster shop has one association, and none of a name like quite-another\/meant\nrolecall: ServiceAccount quite-another\/meant has no Pod Identity association/,
      ),
    ])
    expect(await world.associationOf('meant')).toBeDefined()
    expect((await note([])).err).toBe('')
  })

  it('says until when those live that it does not end, and what ends them', async () => {
    await associate('spared')
    const spared = await world.credentialsOf('spared')
    const { code, out } = await world.dissociate('spared', '--output', 'json')
    const { credentialsUntil, deniedBefore, ...answer } = JSON.parse(out)
    expect([code, deniedBefore, answer]).toMatchObject([
      0,
      undefined,
      {
        account: '111122223333',
        region: 'us-east-1',
        steps: [{ change: 'remove', calls: [{ call: 'eks:DeletePodIdentityAssociation' }] }],
      },
    ])
    const hours = (Date.parse(credentialsUntil) - Date.now()) / 3_600_000
    expect(Math.round(hours)).toBe(6)
    expect([await world.associationOf('spared'), await world.goodFor(spared)]).toEqual([undefined, 'ok'])

    expect((await world.dissociate('spared')).out).toContain('Nothing to do')
    const unnamed = await world.dissociate('spared', '--revoke')
    expect([unnamed.code, unnamed.err]).toEqual([
      2,
      expect.stringContaining('it is not known here which role its pods had; name it with --role-arn'),
    ])
    await associate('spared-2')
    const line = /^ {2}rolecall (dissociate .*spared-2 .*)$/m.exec((await world.dissociate('spared-2')).out)
    expect(line?.[1]).toBe(
      `${['dissociate', ...namesOf('spared-2')].join(' ')} --revoke --role-arn arn:aws:iam::111122223333:role/spared-2`,
    )
    const revoked = await world.dissociate(
      'spared',
      '--revoke',
      '--role-arn',
      `arn:aws:iam::111122223333:role/spared`,
    )
    expect([revoked.code, revoked.out]).toEqual([
      0,
      expect.stringMatching('--whole-role ends those\n.*\nDone: those from before .* are denied\n$'),
    ])
    expect(await world.goodFor(spared)).toBe(denied)
  })

  it('shows what it would do, and does nothing', async () => {
    await associate('shown')
    const shown = await world.credentialsOf('shown')
    const { code, out } = await world.dissociate('shown', '--revoke', '--dry-run')
    expect([code, out]).toEqual([
      1,
      expect.stringMatching(/\n- remove .*\n.*\n.*\n\+ create .*\n.*\n.*\n2 to do\n$/),
    ])
    expect(await world.associationOf('shown')).toBeDefined()
    expect([await world.revocationsOf('shown'), await world.goodFor(shown)]).toEqual([[], 'ok'])
  })

  it('ends sessions without tags only with all others of the role, who get new ones', async () => {
    const roleArn = await world.makeRole('untagged', undefined, everything)
    await world.associate({ serviceAccount: 'bare', roleArn, disableSessionTags: true })
    await world.associate({ serviceAccount: 'beside', roleArn })
    const [bare, beside] = [await world.credentialsOf('bare'), await world.credentialsOf('beside')]
    const refused = await world.dissociate('bare', '--revoke')
    expect([refused.code, refused.err]).toEqual([
      2,
      expect.stringMatching(
        /^rolecall: the association has session tags disabled, .* --whole-role ends them all, also those of other pods and of people\n$/,
      ),
    ])
    expect([await world.associationOf('bare'), await world.goodFor(bare)]).toEqual([roleArn, 'ok'])

    const { code, out } = await world.dissociate('bare', '--revoke', '--whole-role')
    expect([code, out]).toEqual([
      0,
      expect.stringMatching(/denies all to every session .* also of other pods and of people/),
    ])
    expect([await world.goodFor(bare), await world.goodFor(beside)]).toEqual([denied, denied])
    expect(await world.goodFor(await world.credentialsOf('beside'))).toBe('ok')
    expect(await world.revocationsOf('untagged')).toEqual([
      expect.objectContaining({ Condition: { DateLessThan: expect.anything() } }),
    ])
  })

  it('lets associate make it anew, which does not let in what was ended', async () => {
    const make = () =>
      world.run([
        ...['associate', ...namesOf('anew'), '--role-name', 'anew', '--policy', policyFile],
        '--create-service-account',
      ])
    const policyFile = join(world.server.folder, 'everything.json')
    writeFileSync(policyFile, JSON.stringify({ Version: '2012-10-17', Statement: [everything] }))
    expect((await make()).code).toBe(0)
    const old = await world.credentialsOf('anew')
    expect((await world.dissociate('anew', '--revoke')).code).toBe(0)
    expect((await make()).out).toContain('Done: 1 changed\n')
    expect([await world.goodFor(old), await world.goodFor(await world.credentialsOf('anew'))]).toEqual([
      denied,
      'ok',
    ])
  })

  it.each<[name: string, args: string[], words: RegExp]>([
    [
      'a cluster that is not there',
      ['--cluster', 'shpo'],
      /^rolecall: there is no cluster shpo in us-east-1 of account 111122223333, .*; --cluster shop differs by two letters that changed places$/m,
    ],
    ['a pattern', ['--service-account', 'a*'], /--service-account "a\*" is no name of a ServiceAccount/],
    [
      'another role than that of the association',
      ['--revoke', '--role-arn', 'arn:aws:iam::111122223333:role/other'],
      /have sessions of arn:aws:iam::111122223333:role\/shown, not of .*role\/other/,
    ],
  ])('refuses %s with 2, says why, and does nothing', async (_, args, words) => {
    const { code, out, err } = await world.dissociate('shown', ...args)
    expect([code, out]).toEqual([2, ''])
    expect(err).toMatch(words)
    expect(await world.associationOf('shown')).toBeDefined()
  })
})
