import { parseArn } from '@rolecall/core'

/**
 * `role/`, a path of printable characters that ends with a slash or none, a name. IAM has paths that hold `*` or `?`,
 * and those are refused: whoever writes one means a pattern, and an association is of one role.
 * Source: IAM API Reference, CreateRole.
 */
const role = /^role\/(?:[!-)+->@-~]{1,510}\/)?[\w+=,.@-]{1,64}$/

/** Whether a text is an ARN that a role can have in the partition of a cluster. No role is assumed across partitions. */
export function isRoleArn(text: string, cluster: { readonly arn: string }): boolean {
  const arn = parseArn(text)
  if (arn?.partition !== parseArn(cluster.arn)?.partition) return false
  return (
    arn?.service === 'iam' && arn.region === '' && /^\d{12}$/.test(arn.account) && role.test(arn.resource)
  )
}
