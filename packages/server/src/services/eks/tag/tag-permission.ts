import type { Permission } from '../../permission.ts'
import type { ServiceContext } from '../../service-context.ts'
import { findTagged } from './find-tagged.ts'

type Keys = NonNullable<Permission['context']>

/** The permission to act on the tags of what an ARN names, with those tags. */
export function tagPermission<Input extends { readonly resourceArn: string }>(
  action: string,
  keys: (input: Input) => Keys = () => [],
) {
  return async (input: Input, context: ServiceContext): Promise<Permission[]> => {
    const kept = await findTagged(input.resourceArn, context)
    const own = Object.entries(kept?.tags ?? {}).map(
      ([key, value]) => [`aws:ResourceTag/${key}`, value] as const,
    )
    return [{ action: `eks:${action}`, resource: input.resourceArn, context: [...own, ...keys(input)] }]
  }
}
