import { parseArn } from '@rolecall/core'

/** Where the policy of a resource hangs, when it is not on the resource itself. */
const owners: Readonly<Record<string, (arn: string) => string>> = {
  // The policy of a bucket speaks for its objects.
  s3: (arn) => arn.replace(/\/.*$/s, ''),
  // The policy of a table speaks for its indexes; a stream has its own.
  dynamodb: (arn) => arn.replace(/(:table\/[^/]+)\/index\/.*$/s, '$1'),
}

/** The ARN of the resource whose policy speaks about a resource. */
export function policyOwner(arn: string): string {
  const service = parseArn(arn)?.service ?? ''
  return (Object.hasOwn(owners, service) && owners[service]?.(arn)) || arn
}
