import { iamArn } from '../iam-arn.ts'

interface Named {
  readonly Path?: string | undefined
  readonly GroupName: string
}

/** The ARN of the group that a call names, which need not exist. */
export function groupArn(
  { Path = '/', GroupName }: Named,
  context: { partition: string; account: string },
): string {
  return iamArn(`group${Path}${GroupName}`, context)
}
