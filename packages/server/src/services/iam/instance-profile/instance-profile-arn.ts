import { iamArn } from '../iam-arn.ts'

interface Named {
  readonly Path?: string | undefined
  readonly InstanceProfileName: string
}

/** The ARN of the instance profile that a call names, which need not exist. */
export function instanceProfileArn(
  { Path = '/', InstanceProfileName }: Named,
  context: { partition: string; account: string },
): string {
  return iamArn(`instance-profile${Path}${InstanceProfileName}`, context)
}
