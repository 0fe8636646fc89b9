import * as iam from '@aws-sdk/client-iam'
import type { LeftOut } from '../left-out.ts'

/** What IAM has and this server does not. */
export const iamLeftOut: LeftOut = [
  [
    'server certificates are kept for load balancers and CloudFront, which are not here',
    iam.DeleteServerCertificate$,
    iam.GetServerCertificate$,
    iam.ListServerCertificateTags$,
    iam.ListServerCertificates$,
    iam.TagServerCertificate$,
    iam.UntagServerCertificate$,
    iam.UpdateServerCertificate$,
    iam.UploadServerCertificate$,
  ],
  [
    'signing certificates are for SOAP calls of Amazon EC2, which are not here',
    iam.DeleteSigningCertificate$,
    iam.UpdateSigningCertificate$,
    iam.UploadSigningCertificate$,
  ],
  [
    'SSH keys are for AWS CodeCommit, which is not here',
    iam.DeleteSSHPublicKey$,
    iam.GetSSHPublicKey$,
    iam.UpdateSSHPublicKey$,
    iam.UploadSSHPublicKey$,
  ],
  [
    'service-specific credentials are for AWS CodeCommit, Amazon Keyspaces and Amazon Bedrock, which are not here',
    iam.CreateServiceSpecificCredential$,
    iam.DeleteServiceSpecificCredential$,
    iam.ResetServiceSpecificCredential$,
    iam.UpdateServiceSpecificCredential$,
  ],
  [
    'delegation to products of AWS partners is made in the AWS console',
    iam.AcceptDelegationRequest$,
    iam.AssociateDelegationRequest$,
    iam.CreateDelegationRequest$,
    iam.GetDelegationRequest$,
    iam.GetHumanReadableSummary$,
    iam.ListDelegationRequests$,
    iam.RejectDelegationRequest$,
    iam.SendDelegationToken$,
    iam.UpdateDelegationRequest$,
  ],
  [
    'root users of member accounts have no credentials here that could be managed from outside',
    iam.DisableOrganizationsRootCredentialsManagement$,
    iam.DisableOrganizationsRootSessions$,
    iam.EnableOrganizationsRootCredentialsManagement$,
    iam.EnableOrganizationsRootSessions$,
    iam.ListOrganizationsFeatures$,
  ],
  [
    'reports on a whole organization are not made yet; ask account by account with GenerateServiceLastAccessedDetails',
    iam.GenerateOrganizationsAccessReport$,
    iam.GetOrganizationsAccessReport$,
  ],
  [
    'account properties are settings of products that are not here',
    iam.GetAccountProperties$,
    iam.PutAccountProperties$,
  ],
  ['role templates are served by AWS alone', iam.AcquireRole$, iam.GetRoleTemplateVersion$],
]
