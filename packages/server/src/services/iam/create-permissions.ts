import type { Tag } from '@aws-sdk/client-iam'
import type { Permission } from '../permission.ts'
import type { ContextKeys } from './context-keys.ts'
import { requestTagKeys } from './tag/request-tag-keys.ts'

type Creatable =
  | 'InstanceProfile'
  | 'OpenIDConnectProvider'
  | 'Policy'
  | 'Role'
  | 'SAMLProvider'
  | 'User'
  | 'VirtualMFADevice'

/**
 * The permissions to make something: to create it, and to tag it when the call gives tags.
 * Source: "Actions, resources, and condition keys for AWS IAM", Service Authorization Reference.
 */
export function createPermissions(
  kind: Creatable,
  resource: string,
  tags: readonly Tag[] = [],
  keys: ContextKeys = [],
): Permission[] {
  const context = [...requestTagKeys(tags), ...keys]
  const create = { action: `iam:Create${kind}`, resource, context }
  return tags.length === 0
    ? [create]
    : [create, { action: `iam:Tag${kind.replace('Virtual', '')}`, resource, context }]
}
