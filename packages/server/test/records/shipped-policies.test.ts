import { globSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import { compilePolicy, parsePolicy, refusePolicy } from '@rolecall/policy'
import { describe, expect, test } from 'vitest'
import { shippedPolicies } from '../../src/records/shipped-policies.ts'

const folder = fileURLToPath(new URL('../../data/aws-managed-policies', import.meta.url))
const policies = [...shippedPolicies().values()]
/** AWS holds its own policies to no length. */
const anyLength = { name: 'any', characters: Number.POSITIVE_INFINITY, countsWhiteSpace: false }

describe.each(policies.map((policy) => [policy.name, policy] as const))('%s', (_name, policy) => {
  const { document = '' } = policy.versions[0] ?? {}

  test('has a document that is taken, parses and compiles', () => {
    for (const kind of ['identity', 'boundary', 'session'] as const) {
      expect(refusePolicy(document, kind, anyLength)).toBeUndefined()
      const parsed = parsePolicy(document, kind)
      expect(parsed.ok && compilePolicy(parsed.policy, policy.arn).label).toBe(policy.arn)
    }
  })

  test('is as AWS tells it', () => {
    expect(policy).toMatchObject({
      account: 'aws',
      id: expect.stringMatching(/^ANPA[A-Z2-7]{17}$/),
      path: expect.stringMatching(/^\/((aws-service-role|service-role|job-function)\/)?$/),
      description: expect.stringMatching(/^.{10,1000}$/s),
      defaultVersionId: policy.versions[0]?.id,
      newestVersion: Number(policy.versions[0]?.id.slice(1)),
      versions: [{ createdAt: policy.updatedAt }],
    })
    expect(policy.arn).toBe(`arn:aws:iam::aws:policy${policy.path}${policy.name}`)
    expect(policy.updatedAt).toBeGreaterThanOrEqual(policy.createdAt)
    expect(policy.createdAt).toBeGreaterThan(Date.parse('2015-02-01'))
  })
})

test('every policy has a document of its own, and every document a policy', () => {
  const files = globSync('*.json', { cwd: folder }).map((file) => basename(file, '.json'))
  expect(files.sort()).toEqual(policies.map(({ name }) => name).sort())
  expect(policies.length).toBeGreaterThanOrEqual(80)
  expect(new Set(policies.map(({ id }) => id)).size).toBe(policies.length)
})

test('a document is what the file says, without its white space', () => {
  const policy = shippedPolicies().get('arn:aws:iam::aws:policy/AmazonEKS_CNI_Policy')
  const written = JSON.parse(readFileSync(`${folder}/AmazonEKS_CNI_Policy.json`, 'utf8'))
  expect(policy?.versions[0]?.document).toBe(JSON.stringify(written))
})
