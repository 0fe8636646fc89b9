import { afterAll, beforeAll, describe, expect } from 'vitest'
import type { TestServer } from '../../start-test-server.ts'
import { eksAnswers } from './eks-answers.ts'
import { type Step, steps } from './eks-steps.ts'
import { startShop } from './start-shop.ts'

const { arn, inUse, invalid, missing, role } = eksAnswers
const clusterName = 'shop'
let server: TestServer
beforeAll(async () => {
  server = await startShop()
})
afterAll(async () => {
  expect(server.errors).toEqual([])
  await server.close()
})

describe('Fargate profiles', () => {
  const fargateProfileName = 'batch'
  const podExecutionRoleArn = role('fargate')
  const selectors = [{ namespace: 'batch', labels: { app: 'x' } }]
  const create = (more: object): Step => ({
    call: 'CreateFargateProfile',
    input: { clusterName, fargateProfileName: 'refused', podExecutionRoleArn, selectors, ...more },
  })
  const labels = Object.fromEntries(Array.from({ length: 6 }, (_, at) => [`k${at}`, 'v']))
  const fargateProfile = {
    fargateProfileName,
    fargateProfileArn: arn('fargateprofile/shop/batch'),
    clusterName,
    podExecutionRoleArn,
    subnets: ['subnet-1', 'subnet-2'],
    selectors,
    tags: {},
    health: { issues: [] },
  }
  steps(
    () => server,
    [
      {
        ...create({ fargateProfileName }),
        output: { fargateProfile: { ...fargateProfile, status: 'CREATING' } },
      },
      {
        call: 'DescribeFargateProfile',
        input: { clusterName, fargateProfileName },
        output: { fargateProfile: { ...fargateProfile, status: 'ACTIVE' } },
        isWaitedFor: true,
      },
      { call: 'ListFargateProfiles', input: { clusterName }, output: { fargateProfileNames: ['batch'] } },
      {
        ...create({ fargateProfileName }),
        shows: 'twice',
        fault: inUse('A Fargate Profile already exists with this name in this cluster.'),
      },
      { ...create({ selectors: [] }), fault: invalid('Fargate Profile requires at least one selector.') },
      {
        ...create({ selectors: [{ labels: {} }] }),
        fault: invalid('Fargate Profile must have at least one selector with at least one namespace value.'),
      },
      {
        ...create({ selectors: [{ namespace: 'x', labels }] }),
        fault: invalid('Request contains Selector with more than 5 Label pairs'),
      },
      {
        ...create({ podExecutionRoleArn: role('nodes') }),
        fault: invalid(
          'Misconfigured PodExecutionRole Trust Policy; Please add the eks-fargate-pods.amazonaws.com Service Principal',
        ),
      },
      {
        call: 'DeleteCluster',
        input: { name: clusterName },
        fault: inUse('Cluster has Fargate profiles attached'),
      },
      {
        call: 'DeleteFargateProfile',
        input: { clusterName, fargateProfileName },
        output: { fargateProfile: { status: 'DELETING' } },
      },
      {
        call: 'DescribeFargateProfile',
        input: { clusterName, fargateProfileName },
        fault: missing('No Fargate Profile found with name: batch.'),
      },
    ],
  )
})
