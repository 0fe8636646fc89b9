import type { CreatePodIdentityAssociationCommandInput } from '@aws-sdk/client-eks'
import { account, policy, roleArn, trust } from '../sts/sts-calls.ts'

const sessionPolicy = policy({ Effect: 'Allow', Action: 's3:GetObject', Resource: '*' })
const invalid = 'InvalidParameterException: '
const untrusting = `${invalid}Trust policy of the role provided is invalid.`
const noRole = `${invalid}Role provided in the request does not exist.`
const noName = (member: string) => `${invalid}The ${member} is no name that Kubernetes allows.`
const noPattern = (member: string) =>
  `${invalid}The ${member} is a name: wildcards are not supported in pod identity associations.`

/** What is asked for in place of what is good, and the refusal. */
export const refusedAssociations: readonly (readonly [
  name: string,
  input: Partial<CreatePodIdentityAssociationCommandInput>,
  refusal: string,
])[] = [
  [
    'a cluster that is not there',
    { clusterName: 'none' },
    'ResourceNotFoundException: No cluster found for name: none.',
  ],
  ['a role that is not there', { roleArn: roleArn('none') }, noRole],
  ['a role by its name', { roleArn: 'payments' }, noRole],
  ['a role of another account', { roleArn: 'arn:aws:iam::999999999999:role/payments' }, noRole],
  ['a role by another path', { roleArn: `arn:aws:iam::${account}:role/other/payments` }, noRole],
  ['a user', { roleArn: `arn:aws:iam::${account}:user/administrator` }, noRole],
  ['a bucket', { roleArn: 'arn:aws:s3:::payments' }, noRole],
  ['a role of another service', { roleArn: roleArn('ec2') }, untrusting],
  ['a role that may be tagged only', { roleArn: roleArn('only-tags') }, untrusting],
  ['a role that denies', { roleArn: roleArn('denied') }, untrusting],
  [
    'a policy with session tags',
    { policy: sessionPolicy },
    `${invalid}When policy is specified, disableSessionTags must be set to true.`,
  ],
  [
    'a policy that is none',
    { policy: '{}', disableSessionTags: true },
    `${invalid}The policy is invalid: Syntax errors in policy.`,
  ],
  [
    'a policy with a principal',
    { policy: trust(account), disableSessionTags: true },
    `${invalid}The policy is invalid: Policy document should not specify a principal.`,
  ],
  [
    'a long policy',
    { policy: sessionPolicy.padEnd(2049), disableSessionTags: true },
    `${invalid}The policy is longer than 2048 characters.`,
  ],
  [
    'a target that is no role',
    { targetRoleArn: 'target' },
    `${invalid}The targetRoleArn is no ARN of a role.`,
  ],
  [
    'a target that is a user',
    { targetRoleArn: 'arn:aws:iam::999999999999:user/target' },
    `${invalid}The targetRoleArn is no ARN of a role.`,
  ],
  ['an empty namespace', { namespace: '' }, noName('namespace')],
  ['a namespace in capitals', { namespace: 'Payments' }, noName('namespace')],
  ['a namespace of 64', { namespace: 'a'.repeat(64) }, noName('namespace')],
  ['a namespace with a separator', { namespace: 'a\u001fb' }, noName('namespace')],
  ['a namespace of other scripts', { namespace: 'zahlüngen' }, noName('namespace')],
  ['every namespace', { namespace: '*' }, noPattern('namespace')],
  ['some ServiceAccounts', { serviceAccount: 'api-*' }, noPattern('serviceAccount')],
  ['a ServiceAccount of 254', { serviceAccount: 'a'.repeat(254) }, noName('serviceAccount')],
  ['a ServiceAccount with a slash', { serviceAccount: 'a/b' }, noName('serviceAccount')],
  ['a ServiceAccount __proto__', { serviceAccount: '__proto__' }, noName('serviceAccount')],
  [
    'a tag of AWS',
    { tags: { 'aws:x': 'y' } },
    `${invalid}aws: prefixed tag key names are not allowed for external use.`,
  ],
  [
    'a tag of odd form',
    { tags: { 'a*': 'y' } },
    `${invalid}A tag has a key or a value that no tag may have.`,
  ],
  [
    'too many tags',
    { tags: Object.fromEntries(Array.from({ length: 51 }, (_, at) => [String(at), ''])) },
    `${invalid}A resource has at most 50 tags.`,
  ],
]
