import { iamArn } from '../iam-arn.ts'

/** The ARN of a service-linked role, which need not exist. */
export function serviceLinkedRoleArn(
  service: string,
  name: string,
  context: { partition: string; account: string },
): string {
  return iamArn(`role/aws-service-role/${service}/${name}`, context)
}
