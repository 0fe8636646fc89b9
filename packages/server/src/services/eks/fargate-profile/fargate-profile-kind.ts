import type { FargateProfile, FargateProfileSelector } from '@aws-sdk/client-eks'
import type { ClusterResourceKind } from '../cluster-resource/cluster-resource-kind.ts'
import { eksFaults } from '../faults.ts'

/** What is kept of a Fargate profile alone. */
export interface FargateProfileDetail {
  readonly podExecutionRoleArn: string
  readonly subnets: readonly string[]
  readonly selectors: readonly FargateProfileSelector[]
}

/** Nothing runs on Fargate here: a profile says which role pods would be started with. */
export const fargateProfileKind: ClusterResourceKind<FargateProfileDetail, FargateProfile> = {
  type: 'fargateprofile',
  noun: 'FargateProfile',
  member: 'fargateProfile',
  listMember: 'fargateProfileNames',
  constraints: {},
  named: ({ fargateProfileName = '' }) => fargateProfileName,
  arnName: (name) => name,
  output: ({ name, arn, clusterName, createdAt, status, tags, detail }) => ({
    fargateProfileName: name,
    fargateProfileArn: arn,
    clusterName,
    createdAt: new Date(createdAt),
    podExecutionRoleArn: detail.podExecutionRoleArn,
    subnets: [...detail.subnets],
    selectors: [...detail.selectors],
    status: status === 'UPDATING' ? 'ACTIVE' : status,
    tags: { ...tags },
    health: { issues: [] },
  }),
  listed: (name) => name,
  missing: (name, clusterName) =>
    eksFaults.notFound(`No Fargate Profile found with name: ${name}.`, {
      clusterName,
      fargateProfileName: name,
    }),
  exists: (name, clusterName) =>
    eksFaults.inUse('A Fargate Profile already exists with this name in this cluster.', {
      clusterName,
      fargateProfileName: name,
    }),
}
