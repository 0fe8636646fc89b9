import {
  type AddonInfo,
  DescribeAddonVersions$,
  type DescribeAddonVersionsRequest,
  type DescribeAddonVersionsResponse,
} from '@aws-sdk/client-eks'
import { operation } from '../../operation.ts'
import { clusterVersions } from '../cluster-version/cluster-versions.data.ts'
import { eksConstraints } from '../constraints.ts'
import { page } from '../page.ts'
import { type AddonRow, addons } from './addons.data.ts'
import { knownAddon } from './known-addon.ts'

const publisher = 'eks'

export const describeAddonVersions = operation<DescribeAddonVersionsRequest, DescribeAddonVersionsResponse>(
  DescribeAddonVersions$,
  {
    constraints: { maxResults: eksConstraints.maxResults },
    authorize: () => [{ action: 'eks:DescribeAddonVersions', resource: '*' }],
    trail: { readOnly: true },
    async handle(input) {
      const isWanted = ({ name, owner, type }: AddonRow) =>
        (input.addonName === undefined || input.addonName === name) &&
        (!input.types?.length || input.types.includes(type)) &&
        (!input.owners?.length || input.owners.includes(owner)) &&
        (!input.publishers?.length || input.publishers.includes(publisher))
      const found = addons
        .filter(isWanted)
        .map((row) => addonInfo(row, input.kubernetesVersion))
        .filter(({ addonVersions }) => addonVersions?.length)
      const { items, next } = page(found, input, ({ addonName = '' }) => addonName)
      return { addons: items, ...next }
    },
  },
)

/** @param only the Kubernetes version that is asked about; all when absent. */
function addonInfo(row: AddonRow, only: string | undefined): AddonInfo {
  const kubernetes = clusterVersions
    .map(({ version }) => version)
    .filter((version) => only === undefined || version === only)
  const addonVersions = row.versions.map(([addonVersion]) => ({
    addonVersion,
    architecture: ['amd64', 'arm64'],
    computeTypes: ['ec2', 'hybrid'],
    compatibilities: kubernetes.flatMap((clusterVersion) => {
      const versions = knownAddon.versions(row, clusterVersion)
      if (!versions.includes(addonVersion)) return []
      return [{ clusterVersion, platformVersions: ['*'], defaultVersion: versions[0] === addonVersion }]
    }),
    requiresConfiguration: false,
    requiresIamPermissions: row.serviceAccounts.length > 0,
  }))
  return {
    addonName: row.name,
    type: row.type,
    addonVersions: addonVersions.filter(({ compatibilities }) => compatibilities.length > 0),
    publisher,
    owner: row.owner,
    defaultNamespace: row.namespace,
  }
}
