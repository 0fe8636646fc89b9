import type { OperationSchema } from '@rolecall/aws-protocol'

/*
 * AWS publishes no client of EKS Auth for JavaScript. This is what its schema would be, in the form of the other
 * clients. Source: Amazon EKS Auth API, 2023-11-26, and its later optional members.
 */
const namespace = 'com.amazonaws.eksauth'
/** Kinds of shapes and traits, as `@smithy/core/schema` numbers them. */
const [text, timestamp, structure, operation] = [0, 4, 3, 9] as const
const [label, sensitive] = [1, 8] as const

const token = [text, namespace, 'JwtToken', sensitive, 0]
const secret = [text, namespace, 'Secret', sensitive, 0]

const Subject$ = [structure, namespace, 'Subject', 0, ['namespace', 'serviceAccount'], [text, text], 2]
const PodIdentityAssociation$ = [
  structure,
  namespace,
  'PodIdentityAssociation',
  0,
  ['associationArn', 'associationId'],
  [text, text],
  2,
]
const AssumedRoleUser$ = [
  structure,
  namespace,
  'AssumedRoleUser',
  0,
  ['arn', 'assumeRoleId'],
  [text, text],
  2,
]
const Credentials$ = [
  structure,
  namespace,
  'Credentials',
  0,
  ['sessionToken', 'secretAccessKey', 'accessKeyId', 'expiration'],
  [() => secret, () => secret, text, timestamp],
  4,
]

/** The operation by which agents trade the token of a pod for credentials. */
export const AssumeRoleForPodIdentity$ = [
  operation,
  namespace,
  'AssumeRoleForPodIdentity',
  { http: ['POST', '/clusters/{clusterName}/assume-role-for-pod-identity', 200] },
  () => [
    structure,
    namespace,
    'AssumeRoleForPodIdentityRequest',
    0,
    ['clusterName', 'token', 'eksNodeName', 'instanceId', 'zone'],
    [[text, label], () => token, text, text, text],
    2,
  ],
  () => [
    structure,
    namespace,
    'AssumeRoleForPodIdentityResponse',
    0,
    ['subject', 'audience', 'podIdentityAssociation', 'assumedRoleUser', 'credentials'],
    [() => Subject$, text, () => PodIdentityAssociation$, () => AssumedRoleUser$, () => Credentials$],
    5,
  ],
] as unknown as OperationSchema

export interface AssumeRoleForPodIdentityRequest {
  readonly clusterName: string
  readonly token: string
  readonly eksNodeName?: string | undefined
  readonly instanceId?: string | undefined
  readonly zone?: string | undefined
}

/** Agents count on every member. */
export interface AssumeRoleForPodIdentityResponse {
  readonly subject: { readonly namespace: string; readonly serviceAccount: string }
  readonly audience: string
  readonly podIdentityAssociation: { readonly associationArn: string; readonly associationId: string }
  readonly assumedRoleUser: { readonly arn: string; readonly assumeRoleId: string }
  readonly credentials: {
    readonly accessKeyId: string
    readonly secretAccessKey: string
    readonly sessionToken: string
    readonly expiration: Date
  }
}
