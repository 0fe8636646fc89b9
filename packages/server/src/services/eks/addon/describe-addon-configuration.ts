import {
  DescribeAddonConfiguration$,
  type DescribeAddonConfigurationRequest,
  type DescribeAddonConfigurationResponse,
} from '@aws-sdk/client-eks'
import type { Given } from '../../given.ts'
import { operation } from '../../operation.ts'
import { eksFaults } from '../faults.ts'
import { addonSchemas } from './addon-schemas.data.ts'
import { addons } from './addons.data.ts'

const draft = 'http://json-schema.org/draft-06/schema#'

export const describeAddonConfiguration = operation<
  Given<DescribeAddonConfigurationRequest>,
  DescribeAddonConfigurationResponse
>(DescribeAddonConfiguration$, {
  authorize: () => [{ action: 'eks:DescribeAddonConfiguration', resource: '*' }],
  trail: { readOnly: true },
  async handle({ addonName, addonVersion }, { partition }) {
    const row = addons.find(({ name }) => name === addonName)
    if (!row?.versions.some(([version]) => version === addonVersion))
      throw eksFaults.notFound(`No addon ${addonName} of version ${addonVersion} found.`, { addonName })
    return {
      addonName,
      addonVersion,
      configurationSchema: JSON.stringify({ $schema: draft, ...addonSchemas[addonName] }),
      podIdentityConfiguration: row.serviceAccounts.map(([serviceAccount, ...policies]) => ({
        serviceAccount,
        recommendedManagedPolicies: policies.map((policy) => `arn:${partition}:iam::aws:policy/${policy}`),
      })),
    }
  },
})
