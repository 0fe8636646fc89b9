import type { Pod } from '@rolecall/kubernetes'
import { wiredPod } from './wired-pod.ts'

/** What a case is made from: names of its own, and what is right where it changes nothing. */
export interface Given {
  /** Of ServiceAccount and role alike, both of the case alone. */
  readonly name: string
  readonly roleArn: string
  readonly hostPath: string
  readonly providerArn: string
}

type Condition = Readonly<Record<string, Readonly<Record<string, string>>>>

export interface BrokenSetUp {
  /** The row of the catalogue, and what is wrong. */
  readonly name: string
  readonly annotations?: (given: Given) => Record<string, string>
  /** `managedFields` say that the annotation was written at this time. */
  readonly annotatedAt?: string
  /** The pods are made a while after the ServiceAccount. */
  readonly later?: true
  readonly trust?: (given: Given) => object
  readonly condition?: (given: Given) => Condition
  readonly role?: false | { readonly policy?: false; readonly boundary?: object }
  readonly serviceAccount?: false
  readonly pods?: (given: Given) => readonly Pod[]
  readonly step: string
  readonly kind: string
  readonly sentence: string | ((given: Given) => string)
  readonly error?: string | ((given: Given) => string)
  readonly fix: string | ((given: Given) => string)
  /** STS really answers the error to a token of the ServiceAccount. */
  readonly answered?: true
  /** The fix, carried out, makes the step hold. */
  readonly mends?: true
}

const sub = ({ name }: Given) => `system:serviceaccount:shop:${name}`
const keys = (hostPath: string, of: Condition[string]) =>
  Object.fromEntries(Object.entries(of).map(([claim, value]) => [`${hostPath}:${claim}`, value]))
const aud = 'sts.amazonaws.com'
const roleKey = 'eks.amazonaws.com/role-arn'
const awri =
  'An error occurred (AccessDenied) when calling the AssumeRoleWithWebIdentity operation: Not authorized to perform sts:AssumeRoleWithWebIdentity'
const incorrectAudience =
  'An error occurred (InvalidIdentityToken) when calling the AssumeRoleWithWebIdentity operation: Incorrect token audience'
const noCredentials =
  'Unable to locate credentials. You can configure credentials by running "aws configure".'
const setTrust = ({ name }: Given) =>
  `aws iam update-assume-role-policy --role-name ${name} --policy-document '{`
const trusted = { step: 'trust-policy', error: awri, fix: setTrust, answered: true, mends: true } as const

/** Set-ups that are wrong in one way each. */
export const brokenSetUps: readonly BrokenSetUp[] = [
  {
    name: 'M3 the audience that is asked for is none of the client ids',
    annotations: ({ roleArn }) => ({ [roleKey]: roleArn, 'eks.amazonaws.com/audience': 'sts.amazon.com' }),
    pods: ({ name, roleArn }) => [wiredPod(`${name}-a`, name, roleArn, { audience: 'sts.amazon.com' })],
    step: 'provider',
    kind: 'client-id',
    sentence: 'takes no tokens for sts.amazon.com',
    error: incorrectAudience,
    fix: ({ name, providerArn }) =>
      `kubectl annotate serviceaccount ${name} -n shop eks.amazonaws.com/audience- --overwrite (and restart its pods), or aws iam add-client-id-to-open-id-connect-provider --open-id-connect-provider-arn ${providerArn} --client-id sts.amazon.com`,
    answered: true,
  },
  {
    name: 'M4 sub names another ServiceAccount',
    condition: (given) => ({ StringEquals: keys(given.hostPath, { aud, sub: `${sub(given)}x` }) }),
    ...trusted,
    kind: 'subject',
    sentence: 'which differs by one letter',
  },
  {
    name: 'M4 sub names another namespace',
    condition: (given) => ({
      StringEquals: keys(given.hostPath, { aud, sub: `system:serviceaccount:bank:${given.name}` }),
    }),
    ...trusted,
    kind: 'subject',
    sentence: ({ name }) =>
      `wanted "system:serviceaccount:bank:${name}" and saw "system:serviceaccount:shop:${name}"`,
  },
  {
    name: 'M5 sub and aud are swapped',
    condition: (given) => ({ StringEquals: keys(given.hostPath, { sub: aud, aud: sub(given) }) }),
    ...trusted,
    kind: 'sub-and-aud-swapped',
    sentence: 'statement "Pods" is nearest',
  },
  {
    name: 'M6 StringEquals with a wildcard',
    condition: ({ hostPath }) => ({
      StringEquals: keys(hostPath, { aud, sub: 'system:serviceaccount:shop:*' }),
    }),
    ...trusted,
    kind: 'wildcard-in-string-equals',
    sentence: 'reads * and ? as letters',
  },
  {
    name: 'M7 the condition key keeps https://',
    condition: (given) => ({ StringEquals: keys(`https://${given.hostPath}`, { aud, sub: sub(given) }) }),
    ...trusted,
    kind: 'issuer-in-key',
    sentence: ({ hostPath }) => `the cluster's own key is ${hostPath}:`,
  },
  {
    name: 'M7 the condition key is of an old cluster',
    condition: (given) => ({
      StringEquals: keys('oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE', {
        aud,
        sub: sub(given),
      }),
    }),
    ...trusted,
    kind: 'issuer-in-key',
    sentence: ({ hostPath }) => `the cluster's own key is ${hostPath}:`,
  },
  {
    name: 'M7 the principal is the provider of another issuer',
    trust: (given) => ({
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { Federated: `${given.providerArn}0` },
          Action: 'sts:AssumeRoleWithWebIdentity',
          Condition: { StringEquals: keys(given.hostPath, { aud, sub: sub(given) }) },
        },
      ],
    }),
    ...trusted,
    kind: 'other-principal',
    sentence: ({ providerArn }) => `it trusts ${providerArn}0 and not ${providerArn}`,
  },
  {
    name: 'M8 the action is AssumeRole',
    trust: (given) => ({
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { Federated: given.providerArn },
          Action: 'sts:AssumeRole',
          Condition: { StringEquals: keys(given.hostPath, { aud, sub: sub(given) }) },
        },
      ],
    }),
    ...trusted,
    kind: 'action-of-other-method',
    sentence: 'does not allow sts:AssumeRoleWithWebIdentity',
  },
  {
    name: 'M8 the role is for EKS Pod Identity',
    trust: () => ({
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { Service: 'pods.eks.amazonaws.com' },
          Action: ['sts:AssumeRole', 'sts:TagSession'],
        },
      ],
    }),
    ...trusted,
    kind: 'action-of-other-method',
    sentence: 'it trusts pods.eks.amazonaws.com and not',
  },
  {
    name: 'M9 the role does not exist',
    role: false,
    step: 'trust-policy',
    kind: 'no-role',
    sentence: ({ roleArn }) => `there is no role ${roleArn}`,
    error: awri,
    fix: ({ name }) => `aws iam create-role --role-name ${name} --assume-role-policy-document '{`,
    answered: true,
    mends: true,
  },
  {
    name: 'M9 the role has another path',
    annotations: ({ roleArn }) => ({ [roleKey]: roleArn.replace(':role/', ':role/team/') }),
    pods: () => [],
    step: 'trust-policy',
    kind: 'no-role',
    sentence: ({ name, roleArn }) => `role ${name} has the ARN ${roleArn}`,
    error: awri,
    fix: ({ name, roleArn }) =>
      `kubectl annotate serviceaccount ${name} -n shop ${roleKey}=${roleArn} --overwrite`,
    answered: true,
    mends: true,
  },
  {
    name: 'M10 the webhook gave a pod nothing',
    annotatedAt: '2020-01-01T00:00:00Z',
    pods: ({ name }) => [
      wiredPod(`${name}-a`, name, undefined, {
        metadata: {
          ownerReferences: [
            { apiVersion: 'apps/v1', kind: 'ReplicaSet', name: `${name}-5d9c7`, uid: 'b1b7f0c4' },
          ],
        },
      }),
    ],
    step: 'environment',
    later: true,
    kind: 'not-mutated',
    sentence: 'was given nothing by the webhook: it did not run, was not asked',
    error: noCredentials,
    fix: ({ name }) => `kubectl rollout restart deployment/${name} -n shop; `,
  },
  {
    name: 'M11 ServiceAccount and pod were made in one go',
    annotatedAt: '2020-01-01T00:00:00Z',
    pods: ({ name }) => [wiredPod(`${name}-a`, name, undefined)],
    step: 'environment',
    kind: 'made-together',
    sentence: 'the pod was made within 2 seconds of its ServiceAccount, before the webhook knew it',
    error: noCredentials,
    fix: ({ name }) => `kubectl delete pod/${name}-a -n shop; `,
  },
  {
    name: 'M12 the annotation is newer than the pod',
    annotatedAt: '2100-01-01T00:00:00Z',
    pods: ({ name }) => [wiredPod(`${name}-a`, name, undefined)],
    step: 'pods',
    kind: 'older-than-wiring',
    sentence: 'before it was annotated at 2100-01-01T00:00:00Z',
    error: noCredentials,
    fix: ({ name }) => `kubectl delete pod/${name}-a -n shop`,
  },
  {
    name: 'M12 the pod has the role of an earlier annotation',
    pods: ({ name, roleArn }) => [wiredPod(`${name}-a`, name, `${roleArn}-before`)],
    step: 'pods',
    kind: 'older-than-wiring',
    sentence: ({ roleArn }) => `still has role ${roleArn}-before`,
    fix: ({ name }) => `kubectl delete pod/${name}-a -n shop`,
  },
  {
    name: 'M13 the annotation is no ARN',
    annotations: () => ({ [roleKey]: 'just-the-name-of-the-role' }),
    pods: () => [],
    step: 'wiring',
    kind: 'role-arn',
    sentence: 'is "just-the-name-of-the-role", which is no ARN of a role',
    error:
      'An error occurred (ValidationError) when calling the AssumeRoleWithWebIdentity operation: just-the-name-of-the-role is invalid',
    fix: ({ name }) =>
      `kubectl annotate serviceaccount ${name} -n shop ${roleKey}=arn:aws:iam::111122223333:role/just-the-name-of-the-role --overwrite`,
    answered: true,
  },
  {
    name: 'M13 the annotation is shorter than any ARN',
    annotations: () => ({ [roleKey]: 'reports' }),
    pods: () => [],
    step: 'wiring',
    kind: 'role-arn',
    sentence: 'is "reports", which is no ARN of a role',
    error:
      "An error occurred (ValidationError) when calling the AssumeRoleWithWebIdentity operation: 1 validation error detected: Value 'reports' at 'roleArn' failed to satisfy constraint: Member must have length greater than or equal to 20",
    fix: `${roleKey}=arn:aws:iam::111122223333:role/reports --overwrite`,
    answered: true,
  },
  {
    name: 'M14 the key of the annotation is misspelled',
    annotations: ({ roleArn }) => ({ 'eks.amazonaws.com/role_arn': roleArn }),
    pods: () => [],
    step: 'wiring',
    kind: 'annotation-key',
    sentence: 'has the annotation eks.amazonaws.com/role_arn, which nothing reads',
    error: noCredentials,
    fix: ({ name, roleArn }) =>
      `kubectl annotate serviceaccount ${name} -n shop ${roleKey}=${roleArn} eks.amazonaws.com/role_arn- --overwrite`,
    mends: true,
  },
  {
    name: 'M14 the annotation stands on the pod',
    annotations: () => ({}),
    pods: ({ name, roleArn }) => [
      wiredPod(`${name}-a`, name, undefined, { metadata: { annotations: { [roleKey]: roleArn } } }),
    ],
    step: 'wiring',
    kind: 'annotation-on-pod',
    sentence: 'stands on pod/',
    error: noCredentials,
    fix: ({ name, roleArn }) =>
      `kubectl annotate serviceaccount ${name} -n shop ${roleKey}=${roleArn} --overwrite`,
    mends: true,
  },
  {
    name: 'M35 neither annotation nor association',
    annotations: () => ({}),
    pods: () => [],
    step: 'wiring',
    kind: 'not-wired',
    sentence: 'has neither the annotation eks.amazonaws.com/role-arn nor an EKS Pod Identity association',
    error: noCredentials,
    // The role that trusts it is the one that was meant.
    fix: ({ name, roleArn }) =>
      `kubectl annotate serviceaccount ${name} -n shop ${roleKey}=${roleArn} --overwrite`,
    mends: true,
  },
  {
    name: 'M15 its pod runs as default',
    pods: ({ name }) => [wiredPod(`${name}-a`, 'default', undefined)],
    step: 'pods',
    kind: 'other-service-account',
    sentence: ({ name }) => `pod/${name}-a runs as ServiceAccount shop/default, and not as shop/${name}`,
    error: noCredentials,
    fix: ({ name }) => `set spec.serviceAccountName of pod/${name}-a to "${name}"`,
  },
  {
    name: 'M16 keys in the environment',
    pods: ({ name, roleArn }) => {
      const pod = wiredPod(`${name}-a`, name, roleArn)
      const valueFrom = { secretKeyRef: { name: 'keys', key: 'id' } }
      pod.spec!.containers[0]!.env!.push(
        { name: 'AWS_ACCESS_KEY_ID', valueFrom },
        { name: 'AWS_SECRET_ACCESS_KEY', valueFrom },
      )
      return [pod]
    },
    step: 'credential-source',
    kind: 'static-keys',
    sentence: 'which every SDK takes before the role',
    error:
      'An error occurred (InvalidClientTokenId) when calling the GetCallerIdentity operation: The security token included in the request is invalid.',
    fix: ({ name }) =>
      `in the manifest of pod/${name}-a, env of container main: take away AWS_ACCESS_KEY_ID, take away AWS_SECRET_ACCESS_KEY; then make it anew`,
  },
  {
    name: 'M17 one of the two variables',
    pods: ({ name, roleArn }) => [
      wiredPod(`${name}-a`, name, undefined, {
        container: { env: [{ name: 'AWS_ROLE_ARN', value: roleArn }] },
      }),
    ],
    step: 'environment',
    kind: 'half-pair',
    sentence: 'sets AWS_ROLE_ARN itself and has no AWS_WEB_IDENTITY_TOKEN_FILE',
    error:
      'Either the environment variable AWS_WEB_IDENTITY_TOKEN_FILE or the javaproperty aws.webIdentityTokenFile must be set.',
    fix: ({ name }) =>
      `in the manifest of pod/${name}-a, env of container main: take away AWS_ROLE_ARN; then`,
  },
  {
    name: 'M18 a profile',
    pods: ({ name, roleArn }) => {
      const owner = { apiVersion: 'apps/v1', kind: 'ReplicaSet', name: `${name}-5d9c7`, uid: 'b1b7f0c4' }
      const pod = wiredPod(`${name}-a`, name, roleArn, { metadata: { ownerReferences: [owner] } })
      pod.spec!.containers[0]!.env!.push({ name: 'AWS_PROFILE', value: 'prod' })
      return [pod]
    },
    step: 'credential-source',
    kind: 'profile',
    sentence: 'sets AWS_PROFILE=prod',
    error: 'The config profile (prod) could not be found',
    fix: ({ name }) => `kubectl set env deployment/${name} -n shop -c main AWS_PROFILE-`,
  },
  {
    name: 'M19 the token of the API server',
    pods: ({ name, roleArn }) => [
      wiredPod(`${name}-a`, name, roleArn, {
        container: {
          env: [
            { name: 'AWS_ROLE_ARN', value: roleArn },
            {
              name: 'AWS_WEB_IDENTITY_TOKEN_FILE',
              value: '/var/run/secrets/kubernetes.io/serviceaccount/token',
            },
          ],
        },
      }),
    ],
    step: 'environment',
    kind: 'api-server-token',
    sentence: 'reads the token of the API server',
    error: incorrectAudience,
    fix: 'take away AWS_ROLE_ARN, take away AWS_WEB_IDENTITY_TOKEN_FILE',
  },
  {
    name: 'M20 every container is left out',
    annotatedAt: '2020-01-01T00:00:00Z',
    pods: ({ name }) => [
      wiredPod(`${name}-a`, name, undefined, {
        metadata: { annotations: { 'eks.amazonaws.com/skip-containers': 'main' } },
      }),
    ],
    step: 'environment',
    kind: 'all-skipped',
    sentence: 'leaves out every container',
    error: noCredentials,
    fix: 'take the container that calls AWS (main) out of the annotation',
  },
  {
    name: 'no projected token is mounted',
    pods: ({ name, roleArn }) => [wiredPod(`${name}-a`, name, roleArn, { container: { volumeMounts: [] } })],
    step: 'environment',
    kind: 'no-token-volume',
    sentence: 'has no projected token at',
    error: "[Errno 2] No such file or directory: '/var/run/secrets/eks.amazonaws.com/serviceaccount/token'",
    fix: 'kubectl delete pod/',
  },
  {
    name: 'M58 the role has no permission',
    role: { policy: false },
    step: 'permissions',
    kind: 'no-permission',
    sentence: 'has no policy that allows anything',
    error: ({ name }) =>
      `User: arn:aws:sts::111122223333:assumed-role/${name}/SESSION is not authorized to perform:`,
    fix: ({ name }) => `aws iam attach-role-policy --role-name ${name}`,
  },
  {
    name: 'M58 the boundary of the role allows nothing',
    role: {
      boundary: {
        Version: '2012-10-17',
        Statement: [{ Effect: 'Deny', Action: 'iam:*', Resource: '*' }],
      },
    },
    step: 'permissions',
    kind: 'boundary-allows-nothing',
    sentence: 'allows nothing',
    error: 'is not authorized to perform:',
    fix: ({ name }) => `aws iam delete-role-permissions-boundary --role-name ${name}`,
  },
  {
    name: 'there is no ServiceAccount',
    serviceAccount: false,
    pods: () => [],
    step: 'service-account',
    kind: 'no-service-account',
    sentence: ({ name }) => `there is no ServiceAccount ${name} in namespace shop of cluster shop`,
    error: ({ name }) => `error looking up service account shop/${name}: serviceaccount "${name}" not found`,
    fix: ({ name }) => `kubectl create serviceaccount ${name} -n shop`,
  },
]
