import type { Shape } from './fits.ts'

const reference = { name: 'text' } as const
const container = {
  name: 'text!',
  env: [
    {
      name: 'text!',
      value: 'text',
      valueFrom: { secretKeyRef: reference, configMapKeyRef: reference },
    },
  ],
  envFrom: [{ secretRef: reference, configMapRef: reference }],
  volumeMounts: [{ name: 'text!', mountPath: 'text!' }],
} as const
const metadata = {
  name: 'text',
  namespace: 'text',
  creationTimestamp: 'text',
  ownerReferences: [{ kind: 'text!', name: 'text!' }],
  managedFields: [{ time: 'text', fieldsV1: { 'f:metadata': { 'f:annotations': {} } } }],
} as const
const podSpec = {
  serviceAccountName: 'text',
  initContainers: [container],
  containers: [container],
  volumes: [
    {
      name: 'text!',
      projected: { sources: [{ serviceAccountToken: { path: 'text!', audience: 'text' } }] },
    },
  ],
} as const

/** What is read of each kind of file, and has to be of its type. */
export const shapes = {
  object: { kind: 'text!', metadata },
  pod: { metadata, spec: podSpec, status: { phase: 'text' } },
  template: { metadata, spec: podSpec },
  authorizationDetails: {
    RoleDetailList: [
      {
        Arn: 'text!',
        RoleName: 'text!',
        RoleId: 'text',
        AssumeRolePolicyDocument: 'anything',
        RolePolicyList: [{ PolicyName: 'text!', PolicyDocument: 'anything' }],
        AttachedManagedPolicies: [{ PolicyArn: 'text!' }],
        PermissionsBoundary: { PermissionsBoundaryArn: 'text' },
        Tags: [{ Key: 'text!', Value: 'text' }],
      },
    ],
    Policies: [
      {
        Arn: 'text!',
        DefaultVersionId: 'text',
        PolicyVersionList: [{ VersionId: 'text', Document: 'anything' }],
      },
    ],
    IsTruncated: 'flag',
  },
  provider: { Url: 'text!', ClientIDList: ['text'] },
  association: {
    associationId: 'text',
    namespace: 'text!',
    serviceAccount: 'text!',
    clusterName: 'text',
    roleArn: 'text',
    targetRoleArn: 'text',
    externalId: 'text',
    disableSessionTags: 'flag',
    policy: 'text',
  },
} as const satisfies Readonly<Record<string, Shape>>
