import {
  DeletePodIdentityAssociationCommand,
  type EKSClient,
  UpdatePodIdentityAssociationCommand,
} from '@aws-sdk/client-eks'
import {
  DeleteRoleCommand,
  DeleteRolePolicyCommand,
  type IAMClient,
  PutRolePolicyCommand,
  UpdateAssumeRolePolicyCommand,
} from '@aws-sdk/client-iam'

/** What a case may break: names of its own, and clients of the administrator. */
export interface Made {
  /** Of ServiceAccount and role alike; the pod is `NAME-a`, the second role `NAME-target`. */
  readonly name: string
  readonly associationId: string
  readonly iam: IAMClient
  readonly eks: EKSClient
}

export interface PodSetUp {
  /** The row of the catalogue where it has one, and what is so. */
  readonly name: string
  readonly trust?: readonly object[]
  readonly association?: object | ((made: Pick<Made, 'name'>) => object)
  /** Statements of the second role's trust policy. */
  readonly target?: (made: Pick<Made, 'name'>) => readonly object[]
  readonly noPod?: true
  /** EKS refuses much that can come to be later. */
  readonly later?: (made: Made) => Promise<unknown>
  /** What the caller may; an administrator when left out. */
  readonly callerMay?: readonly string[]
  /** Of the twelve steps, in their order. */
  readonly marks: string
  readonly result: 'ok' | 'broken' | 'undecided'
  /** Of the step that has the first mark other than a tick. */
  readonly kind?: string
  readonly says: string | RegExp
  readonly fix?: RegExp
  readonly check?: RegExp
  /** Of the step `eks-auth`, word for word. */
  readonly error?: string
  /** The name of the session's role. */
  readonly session?: (name: string) => string
  /** The fix, carried out, makes all of it hold. */
  readonly mends?: true
}

const document = (...Statement: readonly object[]) => JSON.stringify({ Version: '2012-10-17', Statement })
const service = { Service: 'pods.eks.amazonaws.com' }
export const eksMay = (Action: string | readonly string[], Condition?: object) => ({
  Effect: 'Allow',
  Principal: service,
  Action,
  ...(Condition ? { Condition } : {}),
})
const both = ['sts:AssumeRole', 'sts:TagSession'] as const
const account = '111122223333'
const roleArn = (name: string) => `arn:aws:iam::${account}:role/${name}`
const setTrust =
  (...statements: readonly object[]) =>
  ({ iam, name }: Made) =>
    iam.send(new UpdateAssumeRolePolicyCommand({ RoleName: name, PolicyDocument: document(...statements) }))
const unauthorized =
  '(AccessDeniedException): Unauthorized Exception! EKS does not have permissions to assume the associated role., fault: client'
const toTarget = {
  association: ({ name }: Pick<Made, 'name'>) => ({ targetRoleArn: roleArn(`${name}-target`) }),
  target: ({ name }: Pick<Made, 'name'>) => [
    { Effect: 'Allow', Principal: { AWS: roleArn(name) }, Action: both },
  ],
}
const everyStep = '✓✓✓✓✓✓✓✓✓✓✓✓'
const perfect = { marks: everyStep, result: 'ok', says: 'every step holds' } as const
const ReadOnly = ['eks:Describe*', 'eks:List*', 'iam:Get*', 'iam:List*', 'sts:GetCallerIdentity']

/** Set-ups of EKS Pod Identity as they are met: a live server answers for each what it would answer an agent. */
export const podSetUps: readonly PodSetUp[] = [
  { name: 'one role', ...perfect },
  {
    name: 'sessions without tags',
    ...perfect,
    trust: [eksMay('sts:AssumeRole')],
    association: { disableSessionTags: true },
  },
  {
    name: 'a session policy',
    ...perfect,
    association: {
      disableSessionTags: true,
      policy: document({ Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::reports/*' }),
    },
  },
  { name: 'two roles', ...perfect, ...toTarget, session: (name) => `${name}-target` },
  {
    name: 'a trust policy by the tag of the pod’s name, which EKS Auth knows and no file does',
    ...perfect,
    trust: [eksMay(both, { StringLike: { 'aws:RequestTag/kubernetes-pod-name': '*-a' } })],
  },
  {
    name: 'M31 the role does not trust EKS any more',
    later: setTrust({
      Effect: 'Allow',
      Principal: { Service: 'ec2.amazonaws.com' },
      Action: 'sts:AssumeRole',
    }),
    marks: '✓✓✓✓✓✓✗✓✓✓✗·',
    result: 'broken',
    kind: 'pod-identity-not-trusted',
    says: 'sts:AssumeRole for pods.eks.amazonaws.com',
    fix: /^aws iam update-assume-role-policy --role-name \S+ --policy-document '/,
    error: unauthorized,
    mends: true,
  },
  {
    name: 'M32 the trust policy has no sts:TagSession',
    later: setTrust(eksMay('sts:AssumeRole')),
    marks: '✓✓✓✓✓✓✗✓✓✓✗·',
    result: 'broken',
    kind: 'no-tag-session',
    says: 'sts:TagSession for pods.eks.amazonaws.com',
    fix: /"Action":\["sts:AssumeRole","sts:TagSession"\]/,
    error: unauthorized,
    mends: true,
  },
  {
    name: 'M33 the trust policy asks for tags that the association turns off',
    association: { disableSessionTags: true },
    later: setTrust(eksMay(both, { StringEquals: { 'aws:RequestTag/kubernetes-namespace': 'shop' } })),
    marks: '✓✓✓✓✓✓✗✓✓✓✗·',
    result: 'broken',
    kind: 'trust-asks-for-session-tags',
    says: 'sts:AssumeRole for pods.eks.amazonaws.com',
    error: unauthorized,
    mends: true,
  },
  {
    name: 'M9 the role was deleted',
    async later({ iam, name }) {
      await iam.send(new DeleteRolePolicyCommand({ RoleName: name, PolicyName: 'own' }))
      await iam.send(new DeleteRoleCommand({ RoleName: name }))
    },
    marks: '✓✓✓✓✓✓✗✓·✓✗·',
    result: 'broken',
    kind: 'no-role',
    says: 'there is no role',
    fix: /^aws iam create-role --role-name \S+ --assume-role-policy-document '/,
    error: unauthorized,
  },
  {
    name: 'M45 the second role does not trust the first',
    association: toTarget.association,
    target: () => [{ Effect: 'Allow', Principal: { AWS: roleArn('cluster') }, Action: both }],
    marks: '✓✓✓✓✓✓✓✗✓✓✗·',
    result: 'broken',
    kind: 'target-role',
    says: /may not sts:AssumeRole arn:aws:iam::111122223333:role\/\S+-target/,
    error: unauthorized,
  },
  {
    name: 'M45 the second role lets nobody tag its sessions',
    association: toTarget.association,
    target: ({ name }) => [{ Effect: 'Allow', Principal: { AWS: roleArn(name) }, Action: 'sts:AssumeRole' }],
    marks: '✓✓✓✓✓✓✓✗✓✓✗·',
    result: 'broken',
    kind: 'target-role',
    says: 'may not sts:TagSession',
    error: unauthorized,
  },
  {
    name: 'M35 the association was deleted, and the pods go on',
    later: ({ eks, associationId }) =>
      eks.send(new DeletePodIdentityAssociationCommand({ clusterName: 'shop', associationId })),
    // Without a method it is looked at as what most ServiceAccounts have.
    marks: '✓✗',
    result: 'broken',
    kind: 'not-wired',
    says: 'has neither the annotation eks.amazonaws.com/role-arn nor an EKS Pod Identity association',
    fix: /^kubectl annotate serviceaccount /,
  },
  {
    name: 'M58 the role may nothing',
    later: ({ iam, name }) => iam.send(new DeleteRolePolicyCommand({ RoleName: name, PolicyName: 'own' })),
    marks: '✓✓✓✓✓✓✓✓✗✓✓✓',
    result: 'broken',
    kind: 'no-permission',
    says: 'has no policy that allows anything',
  },
  {
    name: 'a session policy that only denies',
    association: {
      disableSessionTags: true,
      policy: document({ Effect: 'Deny', Action: '*', Resource: '*' }),
    },
    marks: '✓✓✓✓✓✓✓✓✗✓✓✓',
    result: 'broken',
    kind: 'session-policy-allows-nothing',
    says: 'the session policy of the association allows nothing',
    fix: /^aws eks update-pod-identity-association --cluster-name shop /,
  },
  {
    name: 'no pod is there',
    noPod: true,
    marks: '✓✓~·✓✓✓✓✓·~·',
    result: 'undecided',
    says: 'not looked at: no pod of it runs',
    check:
      /^start a pod of it and verify again; a process in place of one: rolecall run --cluster shop -n shop --service-account \S+ -- aws sts get-caller-identity$/,
  },
  {
    name: 'M43 the caller reads all and may not ask EKS Auth',
    callerMay: ReadOnly,
    marks: '✓✓✓✓✓✓✓✓✓✓~·',
    result: 'undecided',
    says: /^not looked at: these credentials may not ask EKS Auth: \(AccessDeniedException\): User: arn:aws:sts::111122223333:assumed-role\/\S+-caller\/looker is not authorized to perform: eks-auth:AssumeRoleForPodIdentity/,
    check:
      /^verify with credentials that may eks-auth:AssumeRoleForPodIdentity on arn:aws:eks:us-east-1:111122223333:cluster\/shop, as the nodes may; or ask in the pod: kubectl exec \S+-a -n shop -- aws sts get-caller-identity$/,
  },
  {
    name: 'a caller who reads no roles learns of them by what EKS Auth answers',
    callerMay: [...ReadOnly.filter((one) => !one.startsWith('iam:')), 'eks-auth:AssumeRoleForPodIdentity'],
    marks: '✓✓✓✓✓✓✓✓·✓✓✓',
    result: 'undecided',
    says: 'not reached',
  },
  {
    name: 'the association is of another role since a moment ago',
    later: async ({ eks, iam, name, associationId }) => {
      await iam.send(
        new PutRolePolicyCommand({
          RoleName: 'another',
          PolicyName: 'own',
          PolicyDocument: document({ Effect: 'Allow', Action: 's3:GetObject', Resource: '*' }),
        }),
      )
      await eks.send(
        new UpdatePodIdentityAssociationCommand({
          clusterName: 'shop',
          associationId,
          roleArn: roleArn('another'),
        }),
      )
      return name
    },
    ...perfect,
    session: () => 'another',
  },
]
