import type { Step } from '@rolecall/analyzer'
import { associatedPod } from './associated-pod.ts'

export const account = 'arn:aws:iam::111122223333'
const roleKey = 'eks.amazonaws.com/role-arn'
const eks = (...Action: string[]) => ({
  Effect: 'Allow',
  Principal: { Service: 'pods.eks.amazonaws.com' },
  Action,
})
export const both = eks('sts:AssumeRole', 'sts:TagSession')
const denied =
  '(AccessDeniedException): Unauthorized Exception! EKS does not have permissions to assume the associated role., fault: client'
const target = `${account}:role/target`
const hop = {
  Effect: 'Allow',
  Principal: { AWS: `${account}:role/reports` },
  Action: ['sts:AssumeRole', 'sts:TagSession'],
}

/** A pod of which the webhook, started to, says another address: it gives the volume its own name. */
function webhooksPod(uri: string) {
  const [volumeName, { spec, ...pod }] = ['eks-pod-identity-token', associatedPod()]
  const [{ env, volumeMounts, ...container }] = spec.containers as [(typeof spec.containers)[number]]
  return {
    ...pod,
    spec: {
      ...spec,
      containers: [
        {
          ...container,
          env: env.map((one) => (one.name.endsWith('URI') ? { ...one, value: uri } : one)),
          volumeMounts: volumeMounts.map((one) => ({ ...one, name: volumeName })),
        },
      ],
      volumes: spec.volumes.map((one) => ({ ...one, name: volumeName })),
    },
  }
}

const ownedBy = (name: string, pod: ReturnType<typeof associatedPod>) => ({
  ...pod,
  metadata: {
    ...pod.metadata,
    ownerReferences: [{ kind: 'ReplicaSet', name, apiVersion: 'apps/v1', uid: 'u' }],
  },
})
const deployment = (spec: object) => ({
  kind: 'Deployment',
  metadata: { name: 'reports', namespace: 'shop' },
  spec: { template: { spec } },
})

export interface SavedPodIdentity {
  readonly name: string
  readonly trust?: object
  /** Merged into the association of shop/reports; `null` for none. */
  readonly association?: object | null
  readonly others?: readonly object[]
  readonly annotations?: Record<string, string>
  readonly serviceAccount?: false
  readonly pod?: object
  readonly targetTrust?: object
  readonly step: string
  readonly state?: Step['state']
  readonly kind?: string
  readonly sentence: string
  readonly error?: string
  readonly fix?: string
  /** Which step is a cross first, when it is another. */
  readonly method?: string | null
}

/** Set-ups of EKS Pod Identity in files, and what is said of each. */
export const savedPodIdentities: readonly SavedPodIdentity[] = [
  {
    name: 'trusted',
    step: 'trust-policy',
    state: 'ok',
    sentence: 'lets EKS sts:AssumeRole and sts:TagSession',
  },
  {
    name: 'trusted by the tags that are known',
    trust: {
      ...both,
      Condition: {
        StringEquals: {
          'aws:RequestTag/kubernetes-namespace': 'shop',
          'aws:RequestTag/kubernetes-service-account': 'reports',
          'aws:RequestTag/eks-cluster-name': 'shop',
        },
      },
    },
    step: 'trust-policy',
    state: 'ok',
    sentence: 'lets EKS',
  },
  {
    name: 'trusted by a tag that differs from pod to pod',
    trust: { ...both, Condition: { StringLike: { 'aws:RequestTag/kubernetes-pod-name': 'reports-*' } } },
    step: 'trust-policy',
    state: 'not-looked-at',
    sentence: 'aws:requesttag/kubernetes-pod-name',
  },
  {
    name: 'the association is known by its outline only',
    association: { roleArn: undefined },
    step: 'wiring',
    state: 'not-looked-at',
    sentence: 'gives it a role, and which is not known: no more than its outline was read',
  },
  {
    name: 'trusted by who asks and where from',
    trust: {
      ...both,
      Condition: {
        Bool: { 'aws:PrincipalIsAWSService': 'true' },
        StringEquals: { 'aws:PrincipalServiceName': 'pods.eks.amazonaws.com' },
        'ForAllValues:StringLike': { 'aws:TagKeys': ['eks-*', 'kubernetes-*'] },
      },
    },
    step: 'trust-policy',
    state: 'ok',
    sentence: 'lets EKS',
  },
  {
    name: 'M31 the role is for IRSA',
    trust: { ...both, Principal: { Federated: `${account}:oidc-provider/example.com` } },
    step: 'trust-policy',
    kind: 'pod-identity-not-trusted',
    sentence: 'sts:AssumeRole for pods.eks.amazonaws.com',
    error: denied,
    fix: `aws iam update-assume-role-policy --role-name reports --policy-document '{"Version":"2012-10-17","Statement":[`,
  },
  {
    name: 'M8 the action is of IRSA',
    trust: eks('sts:AssumeRoleWithWebIdentity'),
    step: 'trust-policy',
    kind: 'action-of-other-method',
    sentence: 'sts:AssumeRole for pods.eks.amazonaws.com',
    error: denied,
    fix: '"Action":["sts:AssumeRole","sts:TagSession"]',
  },
  {
    name: 'M32 sessions may not be tagged',
    trust: eks('sts:AssumeRole'),
    step: 'trust-policy',
    kind: 'no-tag-session',
    sentence: 'the trust policy does not allow sts:TagSession for pods.eks.amazonaws.com',
    error: denied,
    fix: '"Action":["sts:AssumeRole","sts:TagSession"]',
  },
  {
    name: 'M32 sessions need not be tagged',
    trust: eks('sts:AssumeRole'),
    association: { disableSessionTags: true },
    step: 'trust-policy',
    state: 'ok',
    sentence: 'lets EKS sts:AssumeRole',
  },
  {
    name: 'M33 trust asks for tags that are turned off',
    trust: { ...both, Condition: { StringEquals: { 'aws:RequestTag/kubernetes-namespace': 'shop' } } },
    association: { disableSessionTags: true },
    step: 'trust-policy',
    kind: 'trust-asks-for-session-tags',
    sentence: 'sts:AssumeRole for pods.eks.amazonaws.com',
    error: denied,
  },
  {
    name: 'the tag of another namespace',
    trust: { ...both, Condition: { StringEquals: { 'aws:RequestTag/kubernetes-namespace': 'bank' } } },
    step: 'trust-policy',
    kind: 'pod-identity-not-trusted',
    sentence: 'sts:AssumeRole for pods.eks.amazonaws.com',
    error: denied,
  },
  {
    name: 'M9 the associated role is gone',
    association: { roleArn: `${account}:role/gone-and-forgotten` },
    step: 'trust-policy',
    kind: 'no-role',
    sentence: `there is no role ${account}:role/gone-and-forgotten`,
    error: denied,
    fix: `aws iam create-role --role-name gone-and-forgotten --assume-role-policy-document '{`,
  },
  {
    name: 'M35 neither annotation nor association, and no role trusts it by its issuer',
    association: null,
    step: 'wiring',
    kind: 'not-wired',
    sentence: 'has neither the annotation eks.amazonaws.com/role-arn nor an EKS Pod Identity association',
    error: 'Unable to locate credentials. You can configure credentials by running "aws configure".',
    fix: `kubectl annotate serviceaccount reports -n shop ${roleKey}=${account}:role/NAME --overwrite   # or, with a role that is made for it: rolecall associate --cluster shop -n shop --service-account reports --policy-arn POLICY`,
    method: null,
  },
  {
    name: 'an annotation that is no role',
    association: null,
    annotations: { [roleKey]: `${account}:policy/reports` },
    step: 'wiring',
    kind: 'role-arn',
    sentence: 'which is no ARN of a role',
    error:
      'An error occurred (ValidationError) when calling the AssumeRoleWithWebIdentity operation: Request ARN is invalid',
    fix: `kubectl annotate serviceaccount reports -n shop ${roleKey}=${account}:role/NAME --overwrite`,
    method: 'irsa',
  },
  {
    name: 'M35 the association names a neighbour',
    association: null,
    others: [{ namespace: 'shop', serviceAccount: 'report', roleArn: `${account}:role/reports` }],
    step: 'wiring',
    kind: 'association-elsewhere',
    sentence: 'there is one for shop/report, which differs by one letter',
    error: 'Unable to locate credentials. You can configure credentials by running "aws configure".',
    fix: `aws eks create-pod-identity-association --cluster-name shop --namespace shop --service-account reports --role-arn ${account}:role/reports`,
    method: null,
  },
  {
    name: 'P8 an association of a pattern, which a server may take for it',
    association: null,
    others: [{ namespace: 'shop', serviceAccount: '*', roleArn: `${account}:role/reports` }],
    step: 'wiring',
    state: 'not-looked-at',
    sentence: 'of the associations of patterns (shop/*) the server alone knows whether they count for it',
    method: null,
  },
  {
    name: 'M36 the association names a ServiceAccount that is not there',
    serviceAccount: false,
    step: 'service-account',
    kind: 'dangling-association',
    sentence: 'there is no ServiceAccount reports in namespace shop',
    error: 'error looking up service account shop/reports: serviceaccount "reports" not found',
    fix: 'kubectl create serviceaccount reports -n shop',
    method: null,
  },
  {
    name: 'M39 a proxy before the agent',
    pod: associatedPod([{ name: 'HTTP_PROXY', value: 'http://proxy:3128' }]),
    step: 'credential-source',
    kind: 'proxied-agent',
    sentence: 'it asks the proxy in place of the agent',
    fix: 'env of container main: set NO_PROXY=169.254.170.23,[fd00:ec2::23]; then make it anew',
  },
  {
    name: 'M39 a proxy, and not before the agent',
    pod: associatedPod([
      { name: 'HTTP_PROXY', value: 'http://proxy:3128' },
      { name: 'NO_PROXY', value: '10.0.0.0/8,169.254.170.23' },
    ]),
    step: 'credential-source',
    state: 'ok',
    sentence: 'nothing goes before the EKS Pod Identity Agent',
  },
  {
    name: 'M46 both methods',
    annotations: { [roleKey]: `${account}:role/old` },
    step: 'wiring',
    kind: 'both-methods',
    sentence: `annotated with role ${account}:role/old and associated with role ${account}:role/reports; new pods get the association's`,
    fix: `kubectl annotate serviceaccount reports -n shop ${roleKey}- --overwrite`,
  },
  {
    name: 'M46 the variables of the other method go first',
    pod: associatedPod([
      { name: 'AWS_ROLE_ARN', value: `${account}:role/old` },
      { name: 'AWS_WEB_IDENTITY_TOKEN_FILE', value: '/token' },
    ]),
    step: 'credential-source',
    kind: 'web-identity-first',
    sentence: `sets AWS_ROLE_ARN=${account}:role/old itself`,
    fix: 'take away AWS_ROLE_ARN, take away AWS_WEB_IDENTITY_TOKEN_FILE',
  },
  {
    name: 'M12 associated after its pod was made',
    association: { modifiedAt: '2026-07-01T00:00:00Z' },
    pod: { ...associatedPod(), spec: { serviceAccountName: 'reports', containers: [{ name: 'main' }] } },
    step: 'pods',
    kind: 'older-than-wiring',
    sentence: 'was made at 2026-06-01T00:00:00Z, before it was associated at 2026-07-01T00:00:00Z',
    error: 'Unable to locate credentials. You can configure credentials by running "aws configure".',
    fix: 'kubectl delete pod/reports-a -n shop',
  },
  {
    name: 'another agent',
    pod: associatedPod([{ name: 'AWS_CONTAINER_CREDENTIALS_FULL_URI', value: 'http://169.254.170.2/creds' }]),
    step: 'environment',
    kind: 'other-agent',
    sentence: 'which is no address of the EKS Pod Identity Agent',
    fix: 'take away AWS_CONTAINER_CREDENTIALS_FULL_URI, take away AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE',
  },
  ...[
    'http://169.254.170.23:8080/v1/credentials',
    'http://[fd00:ec2::23]:8080/v1/credentials',
    'http://127.0.0.1:40123/v1/credentials',
    'http://[::1]:8080/v1/credentials',
    'http://localhost:8080/v1/credentials',
  ].map(
    (value): SavedPodIdentity => ({
      name: `an agent at ${value}`,
      pod: associatedPod([{ name: 'AWS_CONTAINER_CREDENTIALS_FULL_URI', value }]),
      step: 'environment',
      state: 'ok',
      sentence: `and the token's mount; they ask an agent at ${value}, which has to listen there`,
    }),
  ),
  ...[
    'http://169.254.170.23:8080/v1/credentials/',
    'http://169.254.170.23/',
    'http://169.254.170.24/v1/credentials',
    'http://169.254.170.23.example/v1/credentials',
    'http://169.254.170.23@example.com/v1/credentials',
    'http://example.com/#@169.254.170.23/v1/credentials',
    'http://localhost.example/v1/credentials',
    'https://169.254.170.23/v1/credentials',
    ' http://169.254.170.23/v1/credentials',
    'http://169.254.170.23:99999/v1/credentials',
  ].map(
    (value): SavedPodIdentity => ({
      name: `no agent at ${value}`,
      pod: associatedPod([{ name: 'AWS_CONTAINER_CREDENTIALS_FULL_URI', value }]),
      step: 'environment',
      kind: 'other-agent',
      sentence: 'which is no address of the EKS Pod Identity Agent',
      fix: 'take away AWS_CONTAINER_CREDENTIALS_FULL_URI',
    }),
  ),
  {
    name: 'another agent by the webhook',
    pod: webhooksPod('http://169.254.170.2/creds'),
    step: 'environment',
    kind: 'other-agent',
    sentence: 'which is no address of the EKS Pod Identity Agent',
    fix: 'start the webhook that put it there with --container-credentials-full-uri=http://169.254.170.23/v1/credentials, and then: kubectl delete pod/reports-a -n shop; where the webhook is: kubectl get ',
  },
  {
    name: 'another agent by the template of the workload, as the webhook would',
    pod: {
      kind: 'List',
      items: [
        ownedBy('reports-5d4f', webhooksPod('http://169.254.170.2/creds')),
        deployment(webhooksPod('http://169.254.170.2/creds').spec),
      ],
    },
    step: 'environment',
    kind: 'other-agent',
    sentence: 'which is no address of the EKS Pod Identity Agent',
    fix: 'kubectl set env deployment/reports -n shop -c main AWS_CONTAINER_CREDENTIALS_FULL_URI-',
  },
  {
    name: 'another agent that the template of the workload does not name',
    pod: {
      kind: 'List',
      items: [
        ownedBy(
          'reports-5d4f',
          associatedPod([{ name: 'AWS_CONTAINER_CREDENTIALS_FULL_URI', value: 'http://a' }]),
        ),
        deployment({ serviceAccountName: 'reports', containers: [{ name: 'main' }] }),
      ],
    },
    step: 'environment',
    kind: 'other-agent',
    sentence: 'which is no address of the EKS Pod Identity Agent',
    fix: 'and then: kubectl rollout restart deployment/reports -n shop; where',
  },
  {
    name: 'two hops',
    association: { targetRoleArn: target, externalId: '111122223333/shop' },
    targetTrust: { ...hop, Condition: { StringEquals: { 'sts:ExternalId': '111122223333/shop' } } },
    step: 'target-role',
    state: 'ok',
    sentence: `may sts:AssumeRole and sts:TagSession ${target}`,
  },
  {
    name: 'M45 the second role does not trust the first',
    association: { targetRoleArn: target },
    targetTrust: { ...hop, Principal: { AWS: `${account}:role/another` } },
    step: 'target-role',
    kind: 'target-role',
    sentence: `role reports may not sts:AssumeRole ${target}`,
    error: denied,
  },
  {
    name: 'M45 the second role lets no session be tagged',
    association: { targetRoleArn: target },
    targetTrust: { ...hop, Action: 'sts:AssumeRole' },
    step: 'target-role',
    kind: 'target-role',
    sentence: `role reports may not sts:TagSession ${target}`,
    error: denied,
  },
  {
    name: 'M45 the external id is another',
    association: { targetRoleArn: target, externalId: 'ours' },
    targetTrust: { ...hop, Condition: { StringEquals: { 'sts:ExternalId': 'theirs' } } },
    step: 'target-role',
    kind: 'target-role',
    sentence: `role reports may not sts:AssumeRole ${target}`,
    error: denied,
  },
  {
    name: 'M45 the second role is not there',
    association: { targetRoleArn: target, externalId: 'ours' },
    step: 'target-role',
    kind: 'target-role',
    sentence: `there is no role ${target}`,
    error: denied,
    fix: `aws iam create-role --role-name target --assume-role-policy-document '${JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ ...hop, Condition: { StringEquals: { 'sts:ExternalId': 'ours' } } }],
    })}'`,
  },
  {
    name: 'the second role is in another account',
    association: { targetRoleArn: 'arn:aws:iam::444455556666:role/target' },
    step: 'target-role',
    state: 'not-looked-at',
    sentence: 'it is of account 444455556666, and account 111122223333 was read',
  },
]
