import type { Exchange } from './setup.ts'

const exchange = 'AssumeRoleWithWebIdentity'

/** As the AWS CLI and boto3 print a refusal. */
function refusal(code: string, operation: string, text: string): string {
  return `An error occurred (${code}) when calling the ${operation} operation: ${text}`
}

/**
 * What pods print, word for word. Of the service's own texts these are AWS's; around them, and where no call is
 * made, stands the AWS CLI's or the SDK's text that is named. Real values are put in.
 */
export const symptoms = {
  /** Of any refusal on the way to a session. The agent hands on what EKS Auth says as it is. */
  refused: ({ by, code, message }: Extract<Exchange, { readonly state: 'refused' }>) =>
    by === 'AssumeRoleForPodIdentity' ? message : refusal(code, by, message),
  noProvider: (issuer: string) =>
    refusal(
      'InvalidIdentityToken',
      exchange,
      `No OpenIDConnect provider found in your account for ${issuer}`,
    ),
  wrongAudience: () => refusal('InvalidIdentityToken', exchange, 'Incorrect token audience'),
  noVerificationKey: () =>
    refusal(
      'InvalidIdentityToken',
      exchange,
      "Couldn't retrieve verification key from your identity provider,  please reference AssumeRoleWithWebIdentity documentation for requirements",
    ),
  notAuthorized: () => refusal('AccessDenied', exchange, `Not authorized to perform sts:${exchange}`),
  expired: (now: number, expires: number) =>
    refusal(
      'ExpiredTokenException',
      exchange,
      `Token expired: current date/time ${now} must be before the expiration date/time ${expires}`,
    ),
  /** STS reads the length first, then whether it is an ARN at all. */
  invalidRoleArn: (value: string) =>
    refusal(
      'ValidationError',
      exchange,
      value.length < 20
        ? `1 validation error detected: Value '${value}' at 'roleArn' failed to satisfy constraint: Member must have length greater than or equal to 20`
        : /^arn:[^:]+:[^:]+:[^:]*:[^:]*:./.test(value)
          ? 'Request ARN is invalid'
          : `${value} is invalid`,
    ),
  /** The AWS CLI and boto3, where no role of the node answers either. */
  noCredentials: () =>
    'Unable to locate credentials. You can configure credentials by running "aws configure".',
  noTokenFile: (path: string) => `[Errno 2] No such file or directory: '${path}'`,
  /** The AWS SDK for Java 2 says which of the two it misses; others look on for other credentials. */
  halfPair: (missing: string, property: string) =>
    `Either the environment variable ${missing} or the javaproperty ${property} must be set.`,
  noProfile: (name: string) => `The config profile (${name}) could not be found`,
  invalidKey: () =>
    refusal(
      'InvalidClientTokenId',
      'GetCallerIdentity',
      'The security token included in the request is invalid.',
    ),
  /** kubectl. */
  noNamespace: (namespace: string) => `Error from server (NotFound): namespaces "${namespace}" not found`,
  noServiceAccount: (namespace: string, name: string) =>
    `error looking up service account ${namespace}/${name}: serviceaccount "${name}" not found`,
  /** The EKS Pod Identity Agent's log, and the SDK's text behind it. */
  podIdentityDenied: () =>
    '(AccessDeniedException): Unauthorized Exception! EKS does not have permissions to assume the associated role., fault: client',
  /** Of whatever it calls. */
  noPermission: (session: string) =>
    `User: ${session} is not authorized to perform: ACTION because no identity-based policy allows the ACTION action`,
} as const
