import {
  type Exchange,
  readAuthorizationDetails,
  readObjects,
  readSavedAssociations,
  savedSetup,
  verify,
} from '@rolecall/analyzer'
import { describe, expect, test } from 'vitest'
import { associatedPod } from './associated-pod.ts'

const account = 'arn:aws:iam::111122223333'
const target = 'arn:aws:iam::444455556666:role/data'
const document = (statement: object) => ({ Version: '2012-10-17', Statement: [statement] })
const role = {
  Arn: `${account}:role/team/reports`,
  RoleName: 'reports',
  RoleId: 'AROAEXAMPLEEXAMPLEID0',
  AssumeRolePolicyDocument: document({
    Effect: 'Allow',
    Principal: { Service: 'pods.eks.amazonaws.com' },
    Action: ['sts:AssumeRole', 'sts:TagSession'],
  }),
  RolePolicyList: [
    {
      PolicyName: 'own',
      PolicyDocument: document({ Effect: 'Allow', Action: 's3:GetObject', Resource: '*' }),
    },
  ],
}

/** A set-up that holds as far as files can tell, and what a live server would have answered. */
async function answerTo(exchange: Exchange, association: object = {}, pod: object = associatedPod()) {
  const subject = { cluster: 'shop', namespace: 'shop', serviceAccount: 'reports', at: Date.now() }
  const own = { namespace: 'shop', serviceAccount: 'reports', roleArn: role.Arn, ...association }
  const serviceAccount = { kind: 'ServiceAccount', metadata: { name: 'reports', namespace: 'shop' } }
  const objects = { kind: 'List', items: [serviceAccount, pod] }
  const setup = await savedSetup(
    {
      objects: readObjects([objects], 'shop', 'shop'),
      iam: readAuthorizationDetails({ RoleDetailList: [role] }),
      associations: readSavedAssociations([own]),
      issuer: 'https://example.com/id/shop',
      assume: true,
    },
    subject,
  )
  const token = {
    from: 'a token of pod/reports-a that the cluster gave now',
    issuer: 'https://example.com/id/shop',
    subject: 'system:serviceaccount:shop:reports',
    audiences: ['pods.eks.amazonaws.com'],
    expires: subject.at / 1000 + 600,
    pod: 'reports-a',
  }
  const answer = verify({ ...setup, exchange, token: { state: 'found', item: token } }, subject)
  return { answer, step: (name: string) => answer.steps.find((one) => one.name === name) }
}

const session = (of: string) => `arn:aws:sts::${of}/eks-shop-reports-a-1`
const refused = (code: string, by: 'AssumeRoleForPodIdentity' | 'GetCallerIdentity'): Exchange => ({
  state: 'refused',
  by,
  code,
  message: `(${code}): Said, fault: client`,
})

describe('what EKS Auth answers', () => {
  test.each([
    ['AccessDeniedException', /^aws cloudtrail lookup-events .*AttributeValue=AssumeRole/],
    ['ExpiredTokenException', /^set the clocks/],
    ['InvalidRequestException', /session policy of the association shorter/],
    ['InvalidTokenException', /rolecall cluster register shop --kubeconfig FILE$/],
    ['ResourceNotFoundException', /^aws eks list-pod-identity-associations --cluster-name shop$/],
    ['SomethingNewException', undefined],
    ['__proto__', undefined],
    ['constructor', undefined],
  ])('%s where all before holds is a cross with its own remedy', async (code, fix) => {
    const { answer, step } = await answerTo(refused(code, 'AssumeRoleForPodIdentity'))
    const [finding] = step('eks-auth')?.findings ?? []
    expect(answer.result).toBe('broken')
    expect(finding).toMatchObject({ kind: 'eks-auth-refused', error: `(${code}): Said, fault: client` })
    if (fix) expect(finding?.fix).toMatch(fix)
    else expect(finding).not.toHaveProperty('fix')
    expect(step('caller-identity')?.state).toBe('not-reached')
  })

  test('what is wrong in a pod is no cause of it', async () => {
    const exchange = refused('ResourceNotFoundException', 'AssumeRoleForPodIdentity')
    const old = { modifiedAt: '2026-07-01T00:00:00Z' }
    const pod = {
      ...associatedPod(),
      spec: { serviceAccountName: 'reports', containers: [{ name: 'main' }] },
    }
    const { answer, step } = await answerTo(exchange, old, pod)
    expect(answer.steps.find(({ state }) => state === 'broken')?.name).toBe('pods')
    expect(step('eks-auth')?.findings[0]?.fix).toMatch(/^aws eks list-pod-identity-associations/)
  })

  test('a session that STS refuses is the last step’s', async () => {
    const { step } = await answerTo(refused('InvalidClientTokenId', 'GetCallerIdentity'))
    expect(step('eks-auth')?.state).toBe('ok')
    expect(step('caller-identity')?.findings).toEqual([
      {
        kind: 'refused',
        sentence: 'STS refuses the credentials that EKS Auth gave: InvalidClientTokenId',
        error:
          'An error occurred (InvalidClientTokenId) when calling the GetCallerIdentity operation: (InvalidClientTokenId): Said, fault: client',
      },
    ])
  })

  test.each([
    ['111122223333:assumed-role/reports', 'ok'],
    ['111122223333:assumed-role/report', 'broken'],
    ['444455556666:assumed-role/reports', 'broken'],
    ['111122223333:assumed-role/reports2', 'broken'],
  ])('%s is its role’s: %s', async (of, state) => {
    const { step } = await answerTo({ state: 'given', arn: session(of) })
    expect(step('caller-identity')?.state).toBe(state)
  })

  test('keys that nobody publishes, and a second role in another account, follow from its answer', async () => {
    const given = session('444455556666:assumed-role/data')
    const { answer, step } = await answerTo({ state: 'given', arn: given }, { targetRoleArn: target })
    expect(step('issuer')?.sentence).toBe(
      'EKS Auth took the token, so it has the keys of https://example.com/id/shop',
    )
    expect(step('target-role')).toMatchObject({
      state: 'ok',
      sentence: `EKS Auth gave a session of ${target} by way of ${role.Arn}, so the second trusts the first`,
    })
    expect(step('caller-identity')).toMatchObject({ state: 'ok', sentence: `STS calls it ${given}` })
    // The first role's policies are not those of the pods.
    expect(step('permissions')).toMatchObject({
      state: 'not-looked-at',
      sentence: `not looked at: its pods are ${target}, whose policies are not known`,
      check:
        'aws iam list-attached-role-policies --role-name data   # with credentials of account 444455556666',
    })
    expect(answer.result).toBe('undecided')
  })

  test('a session of another role proves nothing of this one', async () => {
    const given = session('111122223333:assumed-role/reports')
    const { step } = await answerTo({ state: 'given', arn: given }, { targetRoleArn: target })
    expect([step('target-role')?.state, step('caller-identity')?.state]).toEqual(['not-looked-at', 'broken'])
  })
})
