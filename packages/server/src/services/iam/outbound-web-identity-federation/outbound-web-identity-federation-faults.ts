import { FeatureDisabledException$, FeatureEnabledException$ } from '@aws-sdk/client-iam'
import { faultOf } from '@rolecall/aws-protocol'

/** Refusals in AWS's words. Source: API Reference of the three operations. */
export const outboundWebIdentityFederationFaults = {
  disabled: () =>
    faultOf(
      FeatureDisabledException$,
      'The request failed because outbound identity federation is already disabled for your Amazon Web Services account. You cannot disable the feature multiple times',
    ),
  enabled: () =>
    faultOf(
      FeatureEnabledException$,
      'The request failed because outbound identity federation is already enabled for your Amazon Web Services account. You cannot enable the feature multiple times. To fetch the current configuration (including the unique issuer URL), use the GetOutboundWebIdentityFederationInfo operation.',
    ),
}
