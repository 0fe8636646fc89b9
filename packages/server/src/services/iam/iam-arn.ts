import { formatArn } from '@rolecall/core'

/** The ARN of something of IAM in the caller's account, such as `role/path/name`. */
export function iamArn(
  resource: string,
  { partition, account }: { partition: string; account: string },
): string {
  return formatArn({ partition, service: 'iam', region: '', account, resource })
}
