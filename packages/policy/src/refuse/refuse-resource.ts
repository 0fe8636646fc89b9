const iamPaths = [
  'user/',
  'federated-user/',
  'role/',
  'group/',
  'instance-profile/',
  'mfa/',
  'server-certificate/',
  'policy/',
  'sms-mfa/',
  'saml-provider/',
  'oidc-provider/',
  'report/',
  'access-report/',
]
const partition = /^aws(?:-[a-z]+)*$/

/** Why IAM does not take a text as Resource, in its words. */
export function refuseResource(resource: string): string | undefined {
  if (resource === '*') return undefined
  const parts = resource.split(':')
  if (parts.length === 1) return `Resource ${resource} must be in ARN format or "*".`
  const name = parts[1]!
  if (!partition.test(name) && name !== '*') {
    const rest = [0, 1, 2].map((at) => parts[at + 2] || (parts.length > at + 3 ? '' : '*'))
    const last = parts.length > 5 ? parts.slice(5).join(':') : '*'
    return `Partition "${name}" is not valid for resource "arn:${name}:${[...rest, last].join(':')}".`
  }
  if (parts.length === 2) return 'Resource vendor must be fully qualified and cannot contain regexes.'
  const [, , service, region = '', account = ''] = parts
  if (region !== '' && region !== '*') {
    if (service === 'iam') return `IAM resource ${resource} cannot contain region information.`
    // Access points have a region and an account, buckets neither.
    if (service === 's3' && account === '') return `Resource ${resource} can not contain region information.`
  }
  const path = parts.slice(5).join(':')
  if (
    service === 'iam' &&
    parts.length > 5 &&
    path !== '*' &&
    !iamPaths.some((start) => path.startsWith(start))
  ) {
    // A pattern may stand for one of them, and `root` names the account.
    if (!/[*?$]/.test(path) && path !== 'root') {
      return `IAM resource path must either be "*" or start with ${iamPaths.join(', ')}.`
    }
  }
  return undefined
}
