import {
  readAuthorizationDetails,
  readObjects,
  readSavedAssociations,
  savedSetup,
  verify,
} from '@rolecall/analyzer'
import { describe, expect, test } from 'vitest'
import { associatedPod } from './associated-pod.ts'
import { account, both, type SavedPodIdentity, savedPodIdentities } from './pod-identity.data.ts'

const role = (name: string, statement: object) => ({
  Arn: `${account}:role/${name}`,
  RoleName: name,
  RoleId: 'AROAEXAMPLEEXAMPLEID0',
  // The CLI prints documents as JSON, the API sends them in URL encoding.
  AssumeRolePolicyDocument: encodeURIComponent(
    JSON.stringify({ Version: '2012-10-17', Statement: [statement] }),
  ),
  RolePolicyList: [
    {
      PolicyName: 'own',
      PolicyDocument: {
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: '*' }],
      },
    },
  ],
})

async function answerTo(of: SavedPodIdentity) {
  const { trust = both, association = {}, others = [], annotations = {}, pod = associatedPod() } = of
  const own = {
    namespace: 'shop',
    serviceAccount: 'reports',
    roleArn: `${account}:role/reports`,
    modifiedAt: '2026-01-01T00:00:00Z',
  }
  const serviceAccount = {
    kind: 'ServiceAccount',
    metadata: { name: 'reports', namespace: 'shop', annotations },
  }
  const objects = [serviceAccount, pod]
  const roles = [role('reports', trust), ...(of.targetTrust ? [role('target', of.targetTrust)] : [])]
  const subject = {
    cluster: 'shop',
    namespace: 'shop',
    serviceAccount: 'reports',
    at: Date.parse('2026-08-01'),
  }
  const setup = await savedSetup(
    {
      objects: readObjects(of.serviceAccount === false ? [] : objects, 'shop', 'shop'),
      iam: readAuthorizationDetails({ RoleDetailList: roles }),
      associations: readSavedAssociations([
        ...others,
        ...(association === null ? [] : [{ association: { ...own, ...association } }]),
      ]),
      issuer: 'https://example.com/id/shop',
      assume: true,
    },
    subject,
  )
  return verify(setup, subject)
}

describe('EKS Pod Identity', () => {
  test('all that was not looked at is named', async () => {
    const { result, sentence } = await answerTo({ name: '', step: '', sentence: '' })
    expect([result, sentence]).toEqual([
      'undecided',
      'ServiceAccount shop/reports of cluster shop: nothing is wrong as far as was looked; token, issuer and eks auth were not',
    ])
  })

  test.each(savedPodIdentities)('$name', async (of) => {
    const { kind, sentence, error, fix, state = 'broken' } = of
    const answer = await answerTo(of)
    const step = answer.steps.find(({ name }) => name === of.step)
    expect([step?.state, answer.method]).toEqual([
      state,
      of.method === undefined ? 'pod-identity' : of.method,
    ])
    expect(step?.sentence).toContain(sentence)
    const [finding] = step?.findings ?? []
    expect(finding?.kind).toBe(kind)
    expect(finding?.error).toBe(error)
    if (fix !== undefined) expect(finding?.fix).toContain(fix)
    const first = answer.steps.find((one) => one.state === 'broken')
    expect(first?.name).toBe(state === 'broken' ? of.step : undefined)
    expect(answer.result).toBe(state === 'broken' ? 'broken' : 'undecided')
    // A fix that writes a trust policy makes it trust, or the trouble lies elsewhere.
    const [, document] =
      /update-assume-role-policy --role-name reports --policy-document '(.+)'$/.exec(finding?.fix ?? '') ?? []
    if (document !== undefined) {
      const { Statement } = JSON.parse(document) as { Statement: object[] }
      const mended = await answerTo({ ...of, trust: Statement.at(-1)! })
      expect(mended.steps.find(({ name }) => name === of.step)?.state).toBe('ok')
    }
  })
})
