import type { Permission } from '../../permission.ts'
import type { ServiceContext } from '../../service-context.ts'
import type { ContextKeys } from '../context-keys.ts'
import { resourceTagKeys } from '../tag/resource-tag-keys.ts'
import { readSamlProvider } from './read-saml-provider.ts'

/**
 * The permission to act on the SAML provider that a call names.
 *
 * @param keysOf condition keys that follow from the input.
 */
export function samlProviderPermission<Input extends { SAMLProviderArn: string }>(
  action: string,
  keysOf: (input: Input) => ContextKeys = () => [],
) {
  return async (input: Input, context: ServiceContext): Promise<Permission[]> => {
    const { SAMLProviderArn: resource } = input
    const provider = await readSamlProvider(resource, context)
    return [
      { action: `iam:${action}`, resource, context: [...resourceTagKeys(provider?.tags), ...keysOf(input)] },
    ]
  }
}
