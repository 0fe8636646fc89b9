/** One way to set up the pods of a ServiceAccount. What comes of it is not written here: the server decides it. */
export interface AssociatedPods {
  readonly name: string
  /** Of the association; in texts `NAME` stands for the row's own name. */
  readonly association?: object
  /** Put in place when the association is made: EKS takes none whose role trusts it never. */
  readonly trust?: readonly object[]
  /** Of the first role, which is the only one without a target. */
  readonly policy?: readonly object[]
  readonly boundary?: readonly object[]
  readonly tags?: Readonly<Record<string, string>>
  readonly target?: {
    readonly trust?: readonly object[]
    readonly policy: readonly object[]
    readonly tags?: Readonly<Record<string, string>>
  }
  readonly annotated?: true
  /** Done last. */
  readonly lose?: 'association' | 'role' | 'target'
  /** What `why` says where it cannot say what the server will. */
  readonly turnsOn?: string
}

const both = ['sts:AssumeRole', 'sts:TagSession'] as const
const eks = (Action: string | readonly string[], Condition?: object) => ({
  Effect: 'Allow',
  Principal: { Service: 'pods.eks.amazonaws.com' },
  Action,
  ...(Condition ? { Condition } : {}),
})
const put = (Resource = 'arn:aws:s3:::uploads/*', Condition?: object) => ({
  Effect: 'Allow',
  Action: 's3:PutObject',
  Resource,
  ...(Condition ? { Condition } : {}),
})
const equals = (key: string, value: string | readonly string[]) => ({ StringEquals: { [key]: value } })
const sessionPolicy = (...Statement: readonly object[]) => ({
  disableSessionTags: true,
  policy: JSON.stringify({ Version: '2012-10-17', Statement }),
})
const untagged = { disableSessionTags: true }
const toTarget = { targetRoleArn: 'arn:aws:iam::111122223333:role/NAME-target' }
const account = 'arn:aws:iam::111122223333'
const first = (Action: string | readonly string[] = both, Condition?: object) => ({
  Effect: 'Allow',
  Principal: { AWS: `${account}:role/NAME` },
  Action,
  ...(Condition ? { Condition } : {}),
})
const mayAssume = { Effect: 'Allow', Action: both, Resource: `${account}:role/*` }
const root = { ...first(), Principal: { AWS: `${account}:root` } }
const externalId = (name: string) => equals('sts:ExternalId', `us-east-1/111122223333/shop/shop/${name}`)

export const associatedPods: readonly AssociatedPods[] = [
  { name: 'plain', policy: [put()] },
  { name: 'no-policy' },
  { name: 'other-key', policy: [put('arn:aws:s3:::uploads/shop/another')] },
  { name: 'denied', policy: [put(), { ...put(), Effect: 'Deny' }] },
  { name: 'bounded', policy: [put()], boundary: [{ ...put(), Action: 's3:Get*' }] },

  { name: 'by-namespace', policy: [put(undefined, equals('aws:PrincipalTag/kubernetes-namespace', 'shop'))] },
  { name: 'by-other', policy: [put(undefined, equals('aws:PrincipalTag/kubernetes-namespace', 'bank'))] },
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a variable of the policy language
  { name: 'by-prefix', policy: [put('arn:aws:s3:::uploads/${aws:PrincipalTag/kubernetes-namespace}/*')] },
  {
    name: 'by-service-account',
    policy: [
      // biome-ignore lint/suspicious/noTemplateCurlyInString: a variable of the policy language
      put('arn:aws:s3:::uploads/shop/${aws:PrincipalTag/kubernetes-service-account}'),
    ],
  },
  { name: 'by-cluster', policy: [put(undefined, equals('aws:PrincipalTag/eks-cluster-name', 'shop'))] },
  {
    name: 'by-cluster-arn',
    policy: [
      put(undefined, {
        ArnLike: { 'aws:PrincipalTag/eks-cluster-arn': 'arn:aws:eks:us-east-1:*:cluster/shop' },
      }),
    ],
  },
  {
    name: 'by-pod',
    policy: [put(undefined, equals('aws:PrincipalTag/kubernetes-pod-name', 'by-pod-a'))],
    turnsOn: 'aws:principaltag/kubernetes-pod-name',
  },
  {
    name: 'not-by-pod',
    policy: [
      put(),
      { ...put(undefined, equals('aws:PrincipalTag/kubernetes-pod-uid', 'x')), Effect: 'Deny' },
    ],
    turnsOn: 'aws:principaltag/kubernetes-pod-uid',
  },
  {
    name: 'by-session',
    policy: [put(undefined, { StringLike: { 'aws:userid': '*:eks-shop-*' } })],
    turnsOn: 'aws:userid',
  },
  {
    name: 'tags-of-session-win',
    tags: { 'Kubernetes-Namespace': 'bank', team: 'red' },
    policy: [
      put(undefined, {
        StringEquals: {
          'aws:PrincipalTag/kubernetes-namespace': 'shop',
          'aws:PrincipalTag/team': 'red',
        },
      }),
    ],
  },
  {
    name: 'tags-of-role-lose',
    tags: { 'Kubernetes-Namespace': 'bank' },
    policy: [put(undefined, equals('aws:PrincipalTag/kubernetes-namespace', 'bank'))],
  },
  {
    name: 'untagged-role-tag',
    association: untagged,
    tags: { 'kubernetes-namespace': 'bank' },
    policy: [put(undefined, equals('aws:PrincipalTag/kubernetes-namespace', 'bank'))],
  },
  {
    name: 'untagged',
    association: untagged,
    policy: [put(undefined, equals('aws:PrincipalTag/kubernetes-namespace', 'shop'))],
  },
  {
    name: 'untagged-null',
    association: untagged,
    policy: [put(undefined, { Null: { 'aws:PrincipalTag/kubernetes-pod-name': 'true' } })],
  },
  {
    name: 'tagged-null',
    policy: [put(undefined, { Null: { 'aws:PrincipalTag/kubernetes-namespace': 'false' } })],
  },

  { name: 'not-federated', policy: [put(undefined, { Null: { 'aws:FederatedProvider': 'true' } })] },
  {
    name: 'no-source',
    policy: [
      put(undefined, {
        Null: { 'aws:SourceArn': 'true', 'aws:SourceAccount': 'true', 'aws:PrincipalServiceName': 'true' },
      }),
    ],
  },
  { name: 'no-mfa', policy: [put(undefined, { Bool: { 'aws:MultiFactorAuthPresent': 'false' } })] },
  {
    name: 'principal-arn',
    policy: [put(undefined, { ArnLike: { 'aws:PrincipalArn': `${account}:role/principal-arn` } })],
  },
  {
    name: 'revoked',
    policy: [
      put(),
      {
        ...put(undefined, { DateLessThan: { 'aws:TokenIssueTime': '2120-01-01T00:00:00Z' } }),
        Effect: 'Deny',
      },
    ],
  },

  { name: 'session-allows', association: sessionPolicy(put()), policy: [put()] },
  {
    name: 'session-cuts',
    association: sessionPolicy(put('arn:aws:s3:::uploads/shop/another')),
    policy: [put()],
  },
  {
    name: 'session-denies',
    association: sessionPolicy(put(), { ...put(), Effect: 'Deny' }),
    policy: [put()],
  },
  { name: 'session-grants-nothing', association: sessionPolicy(put()) },

  { name: 'trust-no-tag', trust: [eks('sts:AssumeRole')], policy: [put()] },
  { name: 'trust-no-tag-untagged', trust: [eks('sts:AssumeRole')], association: untagged, policy: [put()] },
  { name: 'trust-only-tag', trust: [eks('sts:TagSession')], policy: [put()] },
  { name: 'trust-nobody', trust: [{ ...eks(both), Principal: { Service: 'ec2.amazonaws.com' } }] },
  {
    name: 'trust-source',
    trust: [
      eks(both, {
        StringEquals: { 'aws:SourceAccount': '111122223333' },
        ArnEquals: { 'aws:SourceArn': 'arn:aws:eks:us-east-1:111122223333:cluster/shop' },
      }),
    ],
    policy: [put()],
  },
  {
    name: 'trust-other-source',
    trust: [eks(both, { ArnEquals: { 'aws:SourceArn': 'arn:aws:eks:us-east-1:111122223333:cluster/bank' } })],
    policy: [put()],
  },
  {
    name: 'trust-tags',
    trust: [
      eks(both, {
        StringEquals: {
          'aws:RequestTag/kubernetes-namespace': 'shop',
          'aws:RequestTag/kubernetes-service-account': 'trust-tags',
        },
      }),
    ],
    policy: [put()],
  },
  {
    name: 'trust-other-tag',
    trust: [eks(both, equals('aws:RequestTag/kubernetes-service-account', 'another'))],
    policy: [put()],
  },
  {
    name: 'trust-keys',
    trust: [
      eks(both, {
        'ForAllValues:StringLike': { 'aws:TagKeys': ['eks-*', 'kubernetes-*'] },
        'ForAnyValue:StringEquals': { 'sts:TransitiveTagKeys': 'kubernetes-pod-uid' },
      }),
    ],
    policy: [put()],
  },
  {
    name: 'trust-service',
    trust: [
      eks(both, {
        Bool: { 'aws:PrincipalIsAWSService': 'true' },
        StringEquals: { 'aws:PrincipalServiceName': 'pods.eks.amazonaws.com' },
      }),
    ],
    policy: [put()],
  },
  {
    name: 'trust-role-tag',
    tags: { team: 'red' },
    trust: [eks(both, equals('aws:ResourceTag/team', 'red'))],
    policy: [put()],
  },
  {
    name: 'trust-region',
    trust: [eks(both, equals('aws:RequestedRegion', 'eu-west-1'))],
    policy: [put()],
  },
  {
    name: 'trust-denies',
    trust: [eks(both), { ...eks('sts:TagSession'), Effect: 'Deny' }],
    policy: [put()],
  },
  {
    name: 'trust-by-pod',
    trust: [eks(both, equals('aws:RequestTag/kubernetes-pod-name', 'trust-by-pod-a'))],
    policy: [put()],
    turnsOn: 'aws:requesttag/kubernetes-pod-name',
  },
  {
    name: 'trust-untagged',
    association: untagged,
    trust: [eks(both, equals('aws:RequestTag/kubernetes-namespace', 'shop'))],
    policy: [put()],
  },

  { name: 'target', association: toTarget, target: { trust: [first()], policy: [put()] } },
  { name: 'target-denied', association: toTarget, policy: [put()], target: { trust: [first()], policy: [] } },
  {
    name: 'target-tags',
    association: toTarget,
    tags: { team: 'red' },
    target: {
      trust: [
        first(both, {
          StringEquals: { 'aws:RequestTag/kubernetes-namespace': 'shop', 'aws:PrincipalTag/team': 'red' },
        }),
      ],
      tags: { 'Kubernetes-Namespace': 'bank', team: 'blue' },
      policy: [
        put(undefined, {
          StringEquals: {
            'aws:PrincipalTag/kubernetes-namespace': 'shop',
            'aws:PrincipalTag/team': 'blue',
          },
        }),
      ],
    },
  },
  {
    name: 'target-resource-tag',
    association: toTarget,
    target: {
      trust: [first(both, equals('aws:ResourceTag/team', 'blue'))],
      tags: { team: 'blue' },
      policy: [put()],
    },
  },
  {
    name: 'target-no-tag',
    association: toTarget,
    target: { trust: [first('sts:AssumeRole')], policy: [put()] },
  },
  {
    name: 'target-no-tag-untagged',
    association: { ...toTarget, ...untagged },
    target: { trust: [first('sts:AssumeRole')], policy: [put()] },
  },
  {
    name: 'target-source',
    association: toTarget,
    target: { trust: [first(both, { Null: { 'aws:SourceArn': 'false' } })], policy: [put()] },
  },
  {
    name: 'target-external',
    association: toTarget,
    target: { trust: [first(both, externalId('target-external'))], policy: [put()] },
  },
  {
    name: 'target-other-external',
    association: toTarget,
    target: { trust: [first(both, externalId('another'))], policy: [put()] },
  },
  { name: 'target-root', association: toTarget, target: { trust: [root], policy: [put()] } },
  {
    name: 'target-both-sides',
    association: toTarget,
    policy: [mayAssume],
    target: { trust: [root], policy: [put()] },
  },
  {
    name: 'target-bounded',
    association: toTarget,
    boundary: [put()],
    target: { trust: [root], policy: [put()] },
  },
  {
    name: 'target-refused',
    association: toTarget,
    policy: [{ ...mayAssume, Effect: 'Deny' }],
    target: { trust: [first()], policy: [put()] },
  },
  {
    name: 'target-session',
    association: { ...toTarget, ...sessionPolicy(put()) },
    target: { trust: [first()], policy: [put()] },
  },
  {
    name: 'target-session-cuts',
    association: { ...toTarget, ...sessionPolicy(put('arn:aws:s3:::uploads/shop/another')) },
    policy: [mayAssume],
    target: { trust: [first()], policy: [put()] },
  },
  { name: 'target-gone', association: toTarget, lose: 'target', target: { policy: [put()] } },

  { name: 'both-ways', annotated: true, policy: [put()] },
  { name: 'both-ways-trust', annotated: true, trust: [{ ...eks('sts:AssumeRole') }], policy: [put()] },
  { name: 'annotation-alone', annotated: true, lose: 'association', policy: [put()] },
  { name: 'neither', lose: 'association', policy: [put()] },
  { name: 'role-gone', lose: 'role' },
]
