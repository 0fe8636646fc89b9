import { afterAll, beforeAll, describe, expect } from 'vitest'
import type { TestServer } from '../../start-test-server.ts'
import { eksAnswers } from './eks-answers.ts'
import { type Step, steps } from './eks-steps.ts'
import { startShop } from './start-shop.ts'

const { arn, inUse, invalid, missing } = eksAnswers
const clusterName = 'shop'
let server: TestServer
beforeAll(async () => {
  server = await startShop()
})
afterAll(async () => {
  expect(server.errors).toEqual([])
  await server.close()
})

describe('identity provider configs', () => {
  const oidc = {
    identityProviderConfigName: 'people',
    issuerUrl: 'https://id.example',
    clientId: 'kubernetes',
  }
  const identityProviderConfig = { type: 'oidc', name: 'people' }
  const associate = (more: object, tags?: object): Step => ({
    call: 'AssociateIdentityProviderConfig',
    input: { clusterName, oidc: { ...oidc, ...more }, ...(tags ? { tags } : {}) },
  })
  const params = [{ type: 'IdentityProviderConfig', value: '[{"type":"oidc","name":"people"}]' }]
  steps(
    () => server,
    [
      {
        ...associate({ issuerUrl: 'http://id.example' }),
        fault: invalid('issuerUrl must be a valid https URL.'),
      },
      {
        ...associate({}, { team: 'red' }),
        output: {
          update: { type: 'AssociateIdentityProviderConfig', status: 'InProgress', params },
          tags: { team: 'red' },
        },
      },
      {
        call: 'DescribeIdentityProviderConfig',
        input: { clusterName, identityProviderConfig },
        output: {
          identityProviderConfig: {
            oidc: {
              ...oidc,
              identityProviderConfigArn: arn('identityproviderconfig/shop/oidc/people'),
              status: 'ACTIVE',
              tags: { team: 'red' },
            },
          },
        },
        isWaitedFor: true,
      },
      {
        call: 'ListIdentityProviderConfigs',
        input: { clusterName },
        output: { identityProviderConfigs: [identityProviderConfig] },
      },
      {
        ...associate({}),
        shows: 'twice',
        fault: inUse('Identity provider config already exists with name: people'),
      },
      {
        ...associate({ identityProviderConfigName: 'second' }),
        fault: [
          'ResourceLimitExceededException',
          400,
          'A cluster can have only one OIDC identity provider config.',
        ],
      },
      {
        call: 'DisassociateIdentityProviderConfig',
        input: { clusterName, identityProviderConfig },
        output: { update: { type: 'DisassociateIdentityProviderConfig', params } },
      },
      {
        call: 'DescribeIdentityProviderConfig',
        input: { clusterName, identityProviderConfig },
        fault: missing('No identity provider config found for name: people.'),
      },
    ],
  )
})
