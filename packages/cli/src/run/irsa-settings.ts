/** What the annotations of a ServiceAccount ask of the webhook. */
export interface IrsaSettings {
  /** Absent: the pod gets nothing. */
  readonly roleArn?: string
  readonly audience: string
  /** Seconds. */
  readonly expiration: number
  readonly regionalSts: boolean
}

const shortest = 600
const standard = 86_400
const prefix = 'eks.amazonaws.com'

/**
 * Reads them as the webhook does: what cannot be read counts as not there, and a short expiration is raised.
 * Source: amazon-eks-pod-identity-webhook, `pkg/cache` and its flags' defaults.
 */
export function irsaSettings(annotations: Readonly<Record<string, string>> = {}): IrsaSettings {
  const roleArn = annotations[`${prefix}/role-arn`]
  const expiration = annotations[`${prefix}/token-expiration`] ?? ''
  return {
    ...(roleArn ? { roleArn } : {}),
    audience: annotations[`${prefix}/audience`] || 'sts.amazonaws.com',
    // Go's ParseInt: nothing but digits and a sign.
    expiration: /^[+-]?\d{1,18}$/.test(expiration) ? Math.max(Number(expiration), shortest) : standard,
    // Go's ParseBool.
    regionalSts: /^(1|t|T|true|TRUE|True)$/.test(annotations[`${prefix}/sts-regional-endpoints`] ?? ''),
  }
}
