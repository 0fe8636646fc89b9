import * as eks from '@aws-sdk/client-eks'
import type { LeftOut } from '../left-out.ts'

/** What EKS has and this server does not. */
export const eksLeftOut: LeftOut = [
  [
    'access entries and access policies are not here yet',
    eks.AssociateAccessPolicy$,
    eks.CreateAccessEntry$,
    eks.DeleteAccessEntry$,
    eks.DescribeAccessEntry$,
    eks.DisassociateAccessPolicy$,
    eks.ListAccessEntries$,
    eks.ListAccessPolicies$,
    eks.ListAssociatedAccessPolicies$,
    eks.UpdateAccessEntry$,
  ],
  [
    'EKS Anywhere, capabilities, certificate authorities and insights are products of AWS alone',
    eks.ActivateCertificateAuthority$,
    eks.CreateCapability$,
    eks.CreateCertificateAuthority$,
    eks.CreateEksAnywhereSubscription$,
    eks.DeleteCapability$,
    eks.DeleteCertificateAuthority$,
    eks.DeleteEksAnywhereSubscription$,
    eks.DescribeCapability$,
    eks.DescribeCertificateAuthority$,
    eks.DescribeEksAnywhereSubscription$,
    eks.DescribeInsight$,
    eks.DescribeInsightsRefresh$,
    eks.ListCapabilities$,
    eks.ListCertificateAuthorities$,
    eks.ListEksAnywhereSubscriptions$,
    eks.ListInsights$,
    eks.StartInsightsRefresh$,
    eks.UpdateCapability$,
    eks.UpdateEksAnywhereSubscription$,
  ],
]
