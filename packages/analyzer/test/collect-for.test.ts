import { collectFor, why } from '@rolecall/analyzer'
import { KubernetesFault } from '@rolecall/kubernetes'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { none, question, type Reports, roleKey, roleOf, startReports } from './start-reports.ts'

let reports: Reports
let shop: Reports['shop']
beforeAll(async () => {
  reports = await startReports()
  shop = reports.shop
})
afterAll(() => reports.close())

const ask: Reports['ask'] = (...asked) => reports.ask(...asked)
const withoutRight: Reports['withoutRight'] = (...of) => reports.withoutRight(...of)
const askOfUser: Reports['askOfUser'] = (...of) => reports.askOfUser(...of)

describe('collects what a question needs', () => {
  test('the whole path', async () => {
    const answer = await ask({})
    expect(answer.result).toBe('allowed')
    expect(answer.links.every(({ state }) => state === 'ok')).toBe(true)
    expect(answer.deciding).toMatchObject({
      document: `inline policy own of ${roleOf('reports')}`,
      sid: 'Only',
      line: 1,
    })
  })

  test('quotes a policy as it stands, with its line', async () => {
    const { links } = await ask({})
    const [quoted] = links.find(({ name }) => name === 'trust-policy')?.evidence ?? []
    expect(quoted).toMatchObject({ sid: 'Pods', statement: 0, line: 4 })
    expect(quoted?.text).toMatch(/^\{\n {6}"Sid": "Pods",/)
  })

  test('and no more: a snapshot for one pod has nothing of the others', async () => {
    const snapshot = await collectFor(question, shop.doors(), none)
    expect(snapshot.roles.items.map(({ name }) => name)).toEqual(['reports'])
    expect(snapshot.serviceAccounts.items.map(({ name }) => name)).toEqual(['reports'])
    // Another pod is unknown to it, and not missing.
    expect(why(snapshot, { ...question, serviceAccount: 'unwired' }).result).toBe('undecided')
    expect(JSON.parse(JSON.stringify(snapshot))).toEqual(snapshot)
  })

  test('names beside one that is not there', async () => {
    expect((await ask({ serviceAccount: 'report' })).sentence).toContain('reports differs by one letter')
    expect((await ask({ serviceAccount: 'typo' })).sentence).toContain(
      `${roleOf('reports')} differs by one letter`,
    )
  })

  test('the role that trusts a ServiceAccount without annotation', async () => {
    const { change, result } = await ask({ serviceAccount: 'unwired' })
    expect(result).toBe('denied')
    expect(change).toEqual({
      steps: [
        `rolecall associate --cluster shop -n shop --service-account unwired --policy-arn POLICY; or annotate ServiceAccount shop/unwired with ${roleKey}=${roleOf('unwired')}, and restart its pods`,
      ],
      complete: true,
    })
  })

  test('no role of another account by its name', async () => {
    const answer = await ask({ serviceAccount: 'elsewhere' })
    expect(answer.result).toBe('undecided')
    expect(answer.links.find(({ name }) => name === 'role')?.sentence).toContain(
      'it is of account 444455556666, and these credentials read account 111122223333',
    )
  })

  test('a cluster that does not exist', async () => {
    expect((await ask({ cluster: 'bank' })).sentence).toContain('there is no cluster bank')
  })

  test('policies of resources as they are given', async () => {
    const given = {
      state: 'given',
      document: '{"Statement":{"Sid":"Closed","Effect":"Deny","Principal":"*","Action":"*","Resource":"*"}}',
    } as const
    expect((await ask({}, given)).deciding).toMatchObject({
      sid: 'Closed',
      document: 'policy of arn:aws:s3:::shop-reports',
    })
    const unread = await ask({}, { state: 'unread', because: 'nobody asked S3' })
    expect(unread.result).toBe('undecided')
    expect(unread.sentence).toContain('nobody asked S3')
  })

  test('a user by its ARN, with what its groups have', async () => {
    const { result, deciding } = await askOfUser()
    expect(result).toBe('allowed')
    expect(deciding).toMatchObject({
      sid: 'Only',
      document: 'inline policy own of arn:aws:iam::111122223333:group/readers',
    })
  })

  test('a role by its ARN, or by a session', async () => {
    for (const principal of [roleOf('reports'), 'arn:aws:sts::111122223333:assumed-role/reports/pod']) {
      const asked = { principal, action: question.action, resource: question.resource }
      const answer = why(await collectFor(asked, shop.doors(), none), asked)
      expect([answer.result, answer.deciding?.sid]).toEqual(['allowed', 'Only'])
    }
  })
})

describe('what may not be read is undecided, in the words of AWS', () => {
  const rows = [
    ['eks:DescribeCluster', 'service-account'],
    ['eks:ListPodIdentityAssociations', 'association'],
    ['iam:GetRole', 'role'],
    ['iam:GetRolePolicy', 'identity-policies'],
    ['iam:ListRolePolicies', 'identity-policies'],
    ['iam:ListAttachedRolePolicies', 'identity-policies'],
    ['iam:GetPolicy', 'identity-policies'],
    ['iam:GetPolicyVersion', 'identity-policies'],
  ] as const
  test.each(rows)('%s', async (action, link) => {
    const answer = await ask({}, none, await withoutRight(action))
    expect(answer.result).toBe('undecided')
    const undecided = answer.links.find(({ state }) => state === 'undecided')
    expect(undecided?.name).toBe(link)
    expect(undecided?.sentence).toContain(`is not authorized to perform: ${action} on resource:`)
    expect(undecided?.sentence).toContain('with an explicit deny in an identity-based policy')
    // The sealed text behind a denial is not to read.
    expect(undecided?.sentence).not.toMatch(/encoded/i)
  })

  test('a provider that may be listed and not read', async () => {
    const { links } = await ask({}, none, await withoutRight('iam:GetOpenIDConnectProvider'))
    expect(links.find(({ state }) => state === 'undecided')?.name).toBe('client-id')
  })

  test('providers that may be neither read nor listed', async () => {
    const { links } = await ask({}, none, await withoutRight('iam:*OpenIDConnectProvider*'))
    expect(links.find(({ state }) => state === 'undecided')?.sentence).toContain(
      'iam:GetOpenIDConnectProvider',
    )
  })

  test.each(['iam:GetUser', 'iam:ListGroupsForUser', 'iam:GetGroupPolicy'])('%s', async (action) => {
    const answer = await askOfUser(await withoutRight(action))
    expect(answer.result).toBe('undecided')
    expect(answer.sentence).toContain(`is not authorized to perform: ${action} on resource:`)
  })

  test('a Kubernetes API that refuses', async () => {
    const kubernetes = async () => {
      throw new KubernetesFault(403, 'Forbidden', 'serviceaccounts "reports" is forbidden')
    }
    const answer = await ask({}, none, { ...shop.doors(), kubernetes })
    expect(answer.result).toBe('undecided')
    expect(answer.sentence).toContain('Forbidden: serviceaccounts "reports" is forbidden')
  })

  test('an AWS that cannot be reached at all is a failure, and no answer', async () => {
    const { eks } = shop.doors()
    eks.middlewareStack.add(
      () => async () => {
        throw Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' })
      },
      { step: 'finalizeRequest', name: 'unplug', priority: 'high' },
    )
    await expect(ask({}, none, { ...shop.doors(), eks })).rejects.toThrow('ECONNREFUSED')
  })
})
