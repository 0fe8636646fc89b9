import type { Pod } from '@rolecall/kubernetes'

type Spec = NonNullable<Pod['spec']>
type Container = Spec['containers'][number]

const folder = '/var/run/secrets/eks.amazonaws.com/serviceaccount'

/** A pod as it stands after the webhook, or as it stood before when it has no role. */
export function wiredPod(
  name: string,
  serviceAccount: string,
  roleArn: string | undefined,
  more: { metadata?: object; container?: Partial<Container>; audience?: string } = {},
): Pod {
  const { metadata = {}, container = {}, audience = 'sts.amazonaws.com' } = more
  const injected = {
    env: [
      { name: 'AWS_ROLE_ARN', value: roleArn ?? '' },
      { name: 'AWS_WEB_IDENTITY_TOKEN_FILE', value: `${folder}/token` },
    ],
    volumeMounts: [{ name: 'aws-iam-token', mountPath: folder, readOnly: true }],
  }
  const token = { audience, expirationSeconds: 86_400, path: 'token' }
  const volume = { name: 'aws-iam-token', projected: { sources: [{ serviceAccountToken: token }] } }
  const mutated = roleArn !== undefined
  return {
    metadata: { name, ...metadata },
    spec: {
      serviceAccountName: serviceAccount,
      containers: [{ name: 'main', image: 'main', ...(mutated ? injected : {}), ...container }],
      ...(mutated ? { volumes: [volume] } : {}),
    },
  }
}
