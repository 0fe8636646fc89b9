import type { WebhookSettings } from '../settings.ts'

const roleArn = /^arn:aws[a-z0-9-]*:iam::\d{12}:role\/[\w\-/.@+=,]+$/

/** Whether STS could know such a role. Source: amazon-eks-pod-identity-webhook, which warns in its log alone. */
export function isRoleArn(text: string): boolean {
  return roleArn.test(text)
}

/** The ARN of a role that was named by its path and name alone, where the flags say whose it is. */
export function composeRoleArn(
  role: string,
  { composeRoleArn: home }: Pick<WebhookSettings, 'composeRoleArn'>,
): string {
  return home === undefined || role.includes('arn:')
    ? role
    : `arn:${home.partition}:iam::${home.account}:role/${role}`
}
