import {
  UpdateOpenIDConnectProviderThumbprint$,
  type UpdateOpenIDConnectProviderThumbprintRequest,
} from '@aws-sdk/client-iam'
import type { Given } from '../../given.ts'
import { operation } from '../../operation.ts'
import { iamConstraints } from '../constraints.ts'
import { findProvider } from './find-provider.ts'
import { keepProvider } from './keep-provider.ts'
import { providerPermission } from './provider-permission.ts'
import { providerResource } from './provider-resource.ts'
import { thumbprints } from './thumbprints.ts'

export const updateOpenIdConnectProviderThumbprint = operation<
  Given<UpdateOpenIDConnectProviderThumbprintRequest>,
  void
>(UpdateOpenIDConnectProviderThumbprint$, {
  constraints: { OpenIDConnectProviderArn: iamConstraints.arn, ThumbprintList: iamConstraints.thumbprints },
  authorize: providerPermission('UpdateOpenIDConnectProviderThumbprint'),
  trail: { readOnly: false, resources: providerResource },
  async handle(input, context) {
    const provider = await findProvider(input.OpenIDConnectProviderArn, context)
    await keepProvider({ ...provider, thumbprints: thumbprints(input.ThumbprintList) }, context)
  },
})
