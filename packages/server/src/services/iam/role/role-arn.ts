import { iamArn } from '../iam-arn.ts'

interface Named {
  readonly Path?: string | undefined
  readonly RoleName: string
}

/** The ARN of the role that a call names, which need not exist. */
export function roleArn(
  { Path = '/', RoleName }: Named,
  context: { partition: string; account: string },
): string {
  return iamArn(`role${Path}${RoleName}`, context)
}
