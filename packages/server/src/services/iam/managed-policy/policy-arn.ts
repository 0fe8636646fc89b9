import { iamArn } from '../iam-arn.ts'

interface Named {
  readonly Path?: string | undefined
  readonly PolicyName: string
}

/** The ARN of the policy that a call names, which need not exist. */
export function policyArn(
  { Path = '/', PolicyName }: Named,
  context: { partition: string; account: string },
): string {
  return iamArn(`policy${Path}${PolicyName}`, context)
}
