import { DeleteAddon$, DescribeAddon$, ListAddons$ } from '@aws-sdk/client-eks'
import { deleteClusterResource } from '../cluster-resource/delete-cluster-resource.ts'
import { describeClusterResource } from '../cluster-resource/describe-cluster-resource.ts'
import { listClusterResources } from '../cluster-resource/list-cluster-resources.ts'
import { addonKind } from './addon-kind.ts'
import { createAddon } from './create-addon.ts'
import { describeAddonConfiguration } from './describe-addon-configuration.ts'
import { describeAddonVersions } from './describe-addon-versions.ts'
import { updateAddon } from './update-addon.ts'

/** Operations on add-ons. Whether their software stays makes no difference to `DeleteAddon`: there is none here. */
export const addonOperations = [
  createAddon,
  deleteClusterResource(addonKind, DeleteAddon$),
  describeAddonConfiguration,
  describeAddonVersions,
  describeClusterResource(addonKind, DescribeAddon$),
  listClusterResources(addonKind, ListAddons$),
  updateAddon,
]
