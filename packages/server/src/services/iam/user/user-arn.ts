import { iamArn } from '../iam-arn.ts'

interface Named {
  readonly Path?: string | undefined
  readonly UserName: string
}

/** The ARN of the user that a call names, which need not exist. */
export function userArn(
  { Path = '/', UserName }: Named,
  context: { partition: string; account: string },
): string {
  return iamArn(`user${Path}${UserName}`, context)
}
