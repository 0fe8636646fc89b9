import * as organizations from '@aws-sdk/client-organizations'
import type { LeftOut } from '../left-out.ts'

/** What Organizations has and this server does not. */
export const organizationsLeftOut: LeftOut = [
  [
    'accounts are made here and not invited, so there are no handshakes',
    organizations.AcceptHandshake$,
    organizations.CancelHandshake$,
    organizations.DeclineHandshake$,
    organizations.DescribeHandshake$,
    organizations.EnableAllFeatures$,
    organizations.InviteAccountToOrganization$,
    organizations.ListHandshakesForAccount$,
    organizations.ListHandshakesForOrganization$,
  ],
  [
    'delegated administrators are not here yet',
    organizations.DeleteResourcePolicy$,
    organizations.DeregisterDelegatedAdministrator$,
    organizations.DescribeResourcePolicy$,
    organizations.ListDelegatedAdministrators$,
    organizations.ListDelegatedServicesForAccount$,
    organizations.PutResourcePolicy$,
    organizations.RegisterDelegatedAdministrator$,
  ],
  [
    'no service of this server acts on its own in the accounts of an organization',
    organizations.DisableAWSServiceAccess$,
    organizations.EnableAWSServiceAccess$,
  ],
  [
    'policies that AWS merges into an effective one are not evaluated here, only SCPs and RCPs',
    organizations.ListAccountsWithInvalidEffectivePolicy$,
    organizations.ListEffectivePolicyValidationErrors$,
  ],
  ['there is no GovCloud beside this server', organizations.CreateGovCloudAccount$],
  [
    'nobody is billed here',
    organizations.DescribeResponsibilityTransfer$,
    organizations.InviteOrganizationToTransferResponsibility$,
    organizations.ListInboundResponsibilityTransfers$,
    organizations.ListOutboundResponsibilityTransfers$,
    organizations.TerminateResponsibilityTransfer$,
    organizations.UpdateResponsibilityTransfer$,
  ],
]
