import { serviceOfOperations } from '../service-of-operations.ts'
import { addClientIdToOpenIdConnectProvider } from './add-client-id-to-open-id-connect-provider.ts'
import { attachRolePolicy } from './attach-role-policy.ts'
import { createOpenIdConnectProvider } from './create-open-id-connect-provider.ts'
import { createPolicy } from './create-policy.ts'
import { createPolicyVersion } from './create-policy-version.ts'
import { createRole } from './create-role.ts'
import { deleteOpenIdConnectProvider } from './delete-open-id-connect-provider.ts'
import { deletePolicy } from './delete-policy.ts'
import { deletePolicyVersion } from './delete-policy-version.ts'
import { deleteRole } from './delete-role.ts'
import { deleteRolePermissionsBoundary } from './delete-role-permissions-boundary.ts'
import { deleteRolePolicy } from './delete-role-policy.ts'
import { detachRolePolicy } from './detach-role-policy.ts'
import { getOpenIdConnectProvider } from './get-open-id-connect-provider.ts'
import { getPolicy } from './get-policy.ts'
import { getPolicyVersion } from './get-policy-version.ts'
import { getRole } from './get-role.ts'
import { getRolePolicy } from './get-role-policy.ts'
import { listAttachedRolePolicies } from './list-attached-role-policies.ts'
import { listEntitiesForPolicy } from './list-entities-for-policy.ts'
import { listOpenIdConnectProviderTags } from './list-open-id-connect-provider-tags.ts'
import { listOpenIdConnectProviders } from './list-open-id-connect-providers.ts'
import { listPolicies } from './list-policies.ts'
import { listPolicyTags } from './list-policy-tags.ts'
import { listPolicyVersions } from './list-policy-versions.ts'
import { listRolePolicies } from './list-role-policies.ts'
import { listRoleTags } from './list-role-tags.ts'
import { listRoles } from './list-roles.ts'
import { putRolePermissionsBoundary } from './put-role-permissions-boundary.ts'
import { putRolePolicy } from './put-role-policy.ts'
import { removeClientIdFromOpenIdConnectProvider } from './remove-client-id-from-open-id-connect-provider.ts'
import { setDefaultPolicyVersion } from './set-default-policy-version.ts'
import { tagOpenIdConnectProvider } from './tag-open-id-connect-provider.ts'
import { tagPolicy } from './tag-policy.ts'
import { tagRole } from './tag-role.ts'
import { untagOpenIdConnectProvider } from './untag-open-id-connect-provider.ts'
import { untagPolicy } from './untag-policy.ts'
import { untagRole } from './untag-role.ts'
import { updateAssumeRolePolicy } from './update-assume-role-policy.ts'
import { updateOpenIdConnectProviderThumbprint } from './update-open-id-connect-provider-thumbprint.ts'
import { updateRole } from './update-role.ts'
import { updateRoleDescription } from './update-role-description.ts'

/** AWS Identity and Access Management. Source: IAM API Reference, 2010-05-08. */
export const iam = serviceOfOperations(
  {
    name: 'iam',
    protocol: 'query',
    version: '2010-05-08',
    namespace: 'https://iam.amazonaws.com/doc/2010-05-08/',
  },
  [
    addClientIdToOpenIdConnectProvider,
    attachRolePolicy,
    createOpenIdConnectProvider,
    createPolicyVersion,
    createPolicy,
    createRole,
    deleteOpenIdConnectProvider,
    deletePolicyVersion,
    deletePolicy,
    deleteRolePermissionsBoundary,
    deleteRolePolicy,
    deleteRole,
    detachRolePolicy,
    getOpenIdConnectProvider,
    getPolicyVersion,
    getPolicy,
    getRolePolicy,
    getRole,
    listAttachedRolePolicies,
    listEntitiesForPolicy,
    listOpenIdConnectProviderTags,
    listOpenIdConnectProviders,
    listPolicies,
    listPolicyTags,
    listPolicyVersions,
    listRolePolicies,
    listRoleTags,
    listRoles,
    putRolePermissionsBoundary,
    putRolePolicy,
    removeClientIdFromOpenIdConnectProvider,
    setDefaultPolicyVersion,
    tagOpenIdConnectProvider,
    tagPolicy,
    tagRole,
    untagOpenIdConnectProvider,
    untagPolicy,
    untagRole,
    updateAssumeRolePolicy,
    updateOpenIdConnectProviderThumbprint,
    updateRoleDescription,
    updateRole,
  ],
)
