import {
  CreateOpenIDConnectProvider$,
  type CreateOpenIDConnectProviderRequest,
  type CreateOpenIDConnectProviderResponse,
} from '@aws-sdk/client-iam'
import { openIdConnectProviders } from '../../../records/open-id-connect-provider.ts'
import type { Given } from '../../given.ts'
import { operation } from '../../operation.ts'
import { iamConstraints } from '../constraints.ts'
import { createPermissions } from '../create-permissions.ts'
import { iamFaults } from '../faults.ts'
import { iamArn } from '../iam-arn.ts'
import { iamQuotas } from '../quotas.ts'
import { mergeTags } from '../tag/merge-tags.ts'
import { clientIds } from './client-ids.ts'
import { keepProvider } from './keep-provider.ts'
import { providerName } from './provider-name.ts'
import { thumbprints } from './thumbprints.ts'

export const createOpenIdConnectProvider = operation<
  Given<CreateOpenIDConnectProviderRequest>,
  CreateOpenIDConnectProviderResponse
>(CreateOpenIDConnectProvider$, {
  constraints: {
    ClientIDList: iamConstraints.clientIds,
    ThumbprintList: iamConstraints.thumbprints,
    Url: iamConstraints.url,
    Tags: iamConstraints.tags,
  },
  authorize: (input, context) => {
    const arn = iamArn(`oidc-provider/${providerName(input.Url, context)}`, context)
    return createPermissions('OpenIDConnectProvider', arn, input.Tags)
  },
  trail: { readOnly: false, resources: ({ Url }) => [{ type: 'AWS::IAM::OIDCProvider', name: Url }] },
  async handle(input, context) {
    const { transaction, account } = context
    const hostPath = providerName(input.Url, context)
    if (await transaction.get(openIdConnectProviders, [account, hostPath]))
      throw iamFaults.providerExists(input.Url)
    const count = await transaction.count(openIdConnectProviders, [account])
    if (count >= iamQuotas.providersPerAccount) {
      throw iamFaults.quotaExceeded('OpenIdConnectProvidersPerAccount', iamQuotas.providersPerAccount)
    }
    const arn = iamArn(`oidc-provider/${hostPath}`, context)
    const provider = {
      account,
      arn,
      url: input.Url,
      hostPath,
      clientIds: clientIds(input.ClientIDList ?? []),
      thumbprints: thumbprints(input.ThumbprintList ?? []),
      createdAt: context.now,
      tags: mergeTags({}, input.Tags),
    }
    await keepProvider(provider, context)
    return { OpenIDConnectProviderArn: arn, ...(input.Tags?.length ? { Tags: input.Tags } : {}) }
  },
})
