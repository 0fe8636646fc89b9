import type { IdentityProviderConfigResponse, OidcIdentityProviderConfigRequest } from '@aws-sdk/client-eks'
import { oneOf, structure } from '@rolecall/aws-protocol'
import type { ClusterResourceKind } from '../cluster-resource/cluster-resource-kind.ts'
import { eksFaults } from '../faults.ts'

/** What is kept of an OIDC provider of a cluster alone. */
export type IdentityProviderConfigDetail = Readonly<
  Omit<OidcIdentityProviderConfigRequest, 'identityProviderConfigName'>
>

/** `oidc` is the one type that AWS has. The endpoint of an embedded cluster takes no tokens of such a provider. */
export const identityProviderConfigKind: ClusterResourceKind<
  IdentityProviderConfigDetail,
  IdentityProviderConfigResponse
> = {
  type: 'identityproviderconfig',
  noun: 'IdentityProviderConfig',
  member: 'identityProviderConfig',
  listMember: 'identityProviderConfigs',
  constraints: { identityProviderConfig: structure({ type: oneOf(['oidc']) }) },
  named: ({ identityProviderConfig }) => identityProviderConfig?.name ?? '',
  arnName: (name) => `oidc/${name}`,
  output: ({ name, arn, clusterName, status, tags, detail }) => ({
    oidc: {
      identityProviderConfigName: name,
      identityProviderConfigArn: arn,
      clusterName,
      ...detail,
      tags: { ...tags },
      status: status === 'UPDATING' ? 'ACTIVE' : status,
    },
  }),
  listed: (name) => ({ type: 'oidc', name }),
  missing: (name, clusterName) =>
    eksFaults.notFound(`No identity provider config found for name: ${name}.`, { clusterName }),
  exists: (name, clusterName) =>
    eksFaults.inUse(`Identity provider config already exists with name: ${name}`, { clusterName }),
}
