import type { Permission } from '../../permission.ts'
import type { ServiceContext } from '../../service-context.ts'
import type { ContextKeys } from '../context-keys.ts'
import { resourceTagKeys } from '../tag/resource-tag-keys.ts'
import { readProvider } from './read-provider.ts'

/**
 * The permission to act on the OIDC provider that a call names.
 *
 * @param keysOf condition keys that follow from the input.
 */
export function providerPermission<Input extends { OpenIDConnectProviderArn: string }>(
  action: string,
  keysOf: (input: Input) => ContextKeys = () => [],
) {
  return async (input: Input, context: ServiceContext): Promise<Permission[]> => {
    const { OpenIDConnectProviderArn: resource } = input
    const provider = await readProvider(resource, context)
    return [
      { action: `iam:${action}`, resource, context: [...resourceTagKeys(provider?.tags), ...keysOf(input)] },
    ]
  }
}
