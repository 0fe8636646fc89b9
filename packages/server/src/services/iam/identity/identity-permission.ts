import type { Permission } from '../../permission.ts'
import type { ServiceContext } from '../../service-context.ts'
import type { ContextKeys } from '../context-keys.ts'
import { iamArn } from '../iam-arn.ts'
import { resourceTagKeys } from '../tag/resource-tag-keys.ts'
import type { Identity } from './identity.ts'
import type { IdentityKind } from './identity-kind.ts'

/** Actions whose conditions see the boundary that the role or user has. Source: Service Authorization Reference. */
const seesBoundary = /^((Attach|Delete|Detach|Put)(Role|User)Policy|Delete(Role|User)PermissionsBoundary)$/

/**
 * The permission to act on the role, user or group that a call names. The ARN is that of the kept one, with its
 * path; for a name that is not there it is the ARN without one, so that who may not see it learns nothing.
 *
 * @param keys condition keys that follow from the input.
 */
export async function identityPermission(
  kind: IdentityKind,
  action: string,
  name: string,
  context: ServiceContext,
  keys: ContextKeys = [],
): Promise<Permission[]> {
  const identity = await kind.read(name, context)
  const resource = identity?.arn ?? iamArn(`${kind.word}/${name}`, context)
  return [
    {
      action: `iam:${action}`,
      resource,
      shownAs: `${kind.word} ${name}`,
      context: [...resourceTagKeys(identity?.tags), ...boundaryKeys(action, identity), ...keys],
    },
  ]
}

function boundaryKeys(action: string, identity: Identity | undefined): ContextKeys {
  return identity?.boundary !== undefined && seesBoundary.test(action)
    ? [['iam:PermissionsBoundary', identity.boundary]]
    : []
}
