import {
  CreateFargateProfile$,
  type CreateFargateProfileRequest,
  type CreateFargateProfileResponse,
  type FargateProfileSelector,
} from '@aws-sdk/client-eks'
import { list, structure, text } from '@rolecall/aws-protocol'
import { clusterResources } from '../../../records/cluster-resource.ts'
import type { Given } from '../../given.ts'
import { operation } from '../../operation.ts'
import type { ServiceContext } from '../../service-context.ts'
import { clusterPermission } from '../cluster/cluster-permission.ts'
import { createClusterResource } from '../cluster-resource/create-cluster-resource.ts'
import { eksConstraints } from '../constraints.ts'
import { eksFaults } from '../faults.ts'
import { namedRole } from '../named-role.ts'
import { passRole } from '../pass-role.ts'
import { requestTagKeys } from '../tag/request-tag-keys.ts'
import { fargateProfileKind } from './fargate-profile-kind.ts'

const mostSelectors = 5
const mostLabels = 5
const podsOfFargate = 'eks-fargate-pods.amazonaws.com'
const permission = clusterPermission<Given<CreateFargateProfileRequest>>('CreateFargateProfile', ({ tags }) =>
  requestTagKeys(tags),
)

export const createFargateProfile = operation<
  Given<CreateFargateProfileRequest>,
  CreateFargateProfileResponse
>(CreateFargateProfile$, {
  constraints: {
    fargateProfileName: text({ min: 1, max: 100, pattern: '[0-9A-Za-z][A-Za-z0-9_-]*' }),
    podExecutionRoleArn: eksConstraints.roleArn,
    selectors: list({ max: mostSelectors, of: structure({ namespace: text({ min: 1, max: 63 }) }) }),
    subnets: eksConstraints.subnets,
  },
  authorize: async (input, context) => [
    ...(await permission(input, context)),
    passRole(input.podExecutionRoleArn),
  ],
  trail: { readOnly: false },
  async handle(input, context) {
    const { fargateProfileName: name, podExecutionRoleArn, selectors = [], subnets = [] } = input
    const { resource } = await createClusterResource(
      fargateProfileKind,
      name,
      input,
      async (cluster) => {
        refuseSelectors(selectors)
        await refuseRole(podExecutionRoleArn, context)
        await refuseWhileAnother(name, cluster, context)
        return { podExecutionRoleArn, subnets: subnets.length > 0 ? subnets : cluster.subnetIds, selectors }
      },
      context,
    )
    return { fargateProfile: await fargateProfileKind.output(resource, context) }
  },
})

function refuseSelectors(selectors: readonly FargateProfileSelector[]): void {
  if (selectors.length === 0)
    throw eksFaults.invalidParameter('Fargate Profile requires at least one selector.')
  if (selectors.some(({ namespace }) => !namespace)) {
    throw eksFaults.invalidParameter(
      'Fargate Profile must have at least one selector with at least one namespace value.',
    )
  }
  if (selectors.some(({ labels = {} }) => Object.keys(labels).length > mostLabels))
    throw eksFaults.invalidParameter(`Request contains Selector with more than ${mostLabels} Label pairs`)
}

async function refuseRole(arn: string, context: ServiceContext): Promise<void> {
  const role = await namedRole(arn, context)
  if (role?.trusts(podsOfFargate)) return
  throw eksFaults.invalidParameter(
    `Misconfigured PodExecutionRole Trust Policy; Please add the ${podsOfFargate} Service Principal`,
  )
}

/** AWS makes the profiles of a cluster one after another. */
async function refuseWhileAnother(
  name: string,
  cluster: { readonly id: string; readonly name: string },
  { transaction }: ServiceContext,
): Promise<void> {
  const profiles = await transaction.list(clusterResources, [cluster.id, 'fargateprofile'])
  const busy = profiles.find(({ status }) => status !== 'ACTIVE')
  if (!busy) return
  throw eksFaults.inUse(
    `Cannot create Fargate Profile ${name} because cluster ${cluster.name} currently has Fargate profile ${busy.name} in status ${busy.status}`,
    { clusterName: cluster.name },
  )
}
