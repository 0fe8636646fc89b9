import { findManagedPolicy } from '../../../records/find-managed-policy.ts'
import type { Permission } from '../../permission.ts'
import type { ServiceContext } from '../../service-context.ts'
import type { ContextKeys } from '../context-keys.ts'
import { resourceTagKeys } from '../tag/resource-tag-keys.ts'

/**
 * The permission to act on the policy that a call names.
 *
 * @param keysOf condition keys that follow from the input.
 */
export function policyPermission<Input extends { PolicyArn: string }>(
  action: string,
  keysOf: (input: Input) => ContextKeys = () => [],
) {
  return async (input: Input, { transaction, account }: ServiceContext): Promise<Permission[]> => {
    const policy = await findManagedPolicy(transaction, input.PolicyArn)
    const tags = policy?.account === account ? policy.tags : {}
    return [
      {
        action: `iam:${action}`,
        resource: input.PolicyArn,
        shownAs: `policy ${input.PolicyArn}`,
        context: [...resourceTagKeys(tags), ...keysOf(input)],
      },
    ]
  }
}
