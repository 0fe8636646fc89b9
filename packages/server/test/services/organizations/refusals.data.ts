import type { Step } from './organizations-steps.ts'

const scp = 'SERVICE_CONTROL_POLICY'
const rcp = 'RESOURCE_CONTROL_POLICY'
const deny = '{"Version":"2012-10-17","Statement":{"Effect":"Deny","Action":"iam:*","Resource":"*"}}'
const policy = { Name: 'new', Description: '', Type: scp, Content: deny }

const pattern = [
  'InvalidInputException',
  'You provided a value that does not match the required pattern.',
  'INVALID_PATTERN',
] as const
const malformed = [
  'MalformedPolicyDocumentException',
  'The provided policy document does not meet the requirements of the specified policy type.',
] as const
const noTarget = ['TargetNotFoundException', "You specified a target that doesn't exist."] as const
const notAvailable = [
  'PolicyTypeNotAvailableForOrganizationException',
  "You can't use the specified policy type with the feature set currently enabled for this organization.",
] as const
const noUnit = 'ou-abcd-12345678'
const noPolicy = ['PolicyNotFoundException', "You specified a policy that doesn't exist."] as const
const noParent = ['ParentNotFoundException', "You specified parent that doesn't exist."] as const
const immutable = [
  'InvalidInputException',
  "You specified a policy that is managed by AWS and can't be modified.",
  'IMMUTABLE_POLICY',
] as const
const long = (length: number) => deny.replace('iam:*', `iam:${'x'.repeat(length - deny.length + 1)}`)
const allowScp =
  '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":"*","Action":"s3:*","Resource":"*"}}'

/** Calls that are refused, one after another, in an organization with RCPs, the units `one` and `two`, and the policies `a` to `e`. */
const steps: readonly Step[] = [
  {
    call: 'CreateOrganization',
    fault: ['AlreadyInOrganizationException', 'The AWS account is already a member of an organization.'],
  },
  { call: 'CreateOrganizationalUnit', input: { ParentId: noUnit, Name: 'x' }, fault: noParent },
  { call: 'CreateOrganizationalUnit', input: { ParentId: '{noRoot}', Name: 'x' }, fault: noParent },
  { call: 'CreateOrganizationalUnit', input: { ParentId: '__proto__', Name: 'x' }, fault: pattern },
  { call: 'CreateOrganizationalUnit', input: { ParentId: '{member}', Name: 'x' }, fault: pattern },
  {
    call: 'CreateOrganizationalUnit',
    input: {
      ParentId: '{root}',
      Name: 'x',
      Tags: [
        { Key: 'a', Value: '' },
        { Key: 'a', Value: '' },
      ],
    },
    fault: [
      'InvalidInputException',
      'Tag keys must be unique among the tags attached to the same entity.',
      'DUPLICATE_TAG_KEY',
    ],
  },
  {
    call: 'TagResource',
    input: { ResourceId: '{one}', Tags: [{ Key: 'AWS:x', Value: '' }] },
    fault: [
      'InvalidInputException',
      "You specified a tag key that is a system tag. You can't add, edit, or delete system tag keys.",
      'INVALID_SYSTEM_TAGS_PARAMETER',
    ],
  },
  {
    call: 'TagResource',
    shows: 'fifty tags at most, over several calls',
    input: {
      ResourceId: '{one}',
      Tags: Array.from({ length: 50 }, (_, at) => ({ Key: `k${at}`, Value: '' })),
    },
  },
  {
    call: 'TagResource',
    input: { ResourceId: '{one}', Tags: [{ Key: 'more', Value: '' }] },
    fault: [
      'ConstraintViolationException',
      'You have exceeded the number of tags allowed on this resource.',
      'MAX_TAG_LIMIT_EXCEEDED',
    ],
  },
  { call: 'TagResource', input: { ResourceId: noUnit, Tags: [] }, fault: noTarget },
  { call: 'TagResource', input: { ResourceId: 'p-FullAWSAccess', Tags: [] }, fault: noTarget },
  { call: 'ListTagsForResource', input: { ResourceId: 'x' }, fault: pattern },
  {
    call: 'UpdateOrganizationalUnit',
    input: { OrganizationalUnitId: '{two}', Name: 'one' },
    fault: ['DuplicateOrganizationalUnitException', 'An OU with the same name already exists.'],
  },
  {
    call: 'UpdateOrganizationalUnit',
    shows: 'its own name is not taken',
    input: { OrganizationalUnitId: '{two}', Name: 'two' },
    output: { OrganizationalUnit: { Id: '{two}', Name: 'two' } },
  },
  {
    call: 'DescribeOrganizationalUnit',
    input: { OrganizationalUnitId: noUnit },
    fault: [
      'OrganizationalUnitNotFoundException',
      "You specified an organizational unit that doesn't exist.",
    ],
  },
  { call: 'DescribeOrganizationalUnit', input: { OrganizationalUnitId: '{root}' }, fault: pattern },
  { call: 'DeleteOrganizationalUnit', input: { OrganizationalUnitId: 'r-abcd' }, fault: pattern },
  { call: 'ListChildren', input: { ParentId: noUnit, ChildType: 'ACCOUNT' }, fault: noParent },
  { call: 'ListParents', input: { ChildId: '{root}' }, fault: pattern },
  {
    call: 'ListParents',
    input: { ChildId: '000000000000' },
    fault: ['ChildNotFoundException', "You specified a child that doesn't exist."],
  },
  {
    call: 'DescribeAccount',
    input: { AccountId: '000000000000' },
    fault: ['AccountNotFoundException', "You specified an account that doesn't exist."],
  },
  { call: 'DescribeAccount', input: { AccountId: '12' }, fault: pattern },
  {
    call: 'DescribeCreateAccountStatus',
    input: { CreateAccountRequestId: 'car-12345678' },
    fault: [
      'CreateAccountStatusNotFoundException',
      "You specified an account creation request that doesn't exist.",
    ],
  },
  { call: 'DescribeCreateAccountStatus', input: { CreateAccountRequestId: 'x' }, fault: pattern },
  {
    call: 'MoveAccount',
    input: { AccountId: '{member}', SourceParentId: noUnit, DestinationParentId: '{one}' },
    fault: ['SourceParentNotFoundException', "You specified a source container that doesn't exist."],
  },
  {
    call: 'MoveAccount',
    input: { AccountId: '{member}', SourceParentId: '{root}', DestinationParentId: noUnit },
    fault: [
      'DestinationParentNotFoundException',
      "You specified a destination container that doesn't exist.",
    ],
  },
  {
    call: 'CloseAccount',
    input: { AccountId: '111122223333' },
    fault: [
      'ConstraintViolationException',
      'You cannot close the management account of an organization.',
      'CANNOT_CLOSE_MANAGEMENT_ACCOUNT',
    ],
  },
  {
    call: 'RemoveAccountFromOrganization',
    input: { AccountId: '111122223333' },
    fault: [
      'MasterCannotLeaveOrganizationException',
      "You can't remove a management account from an organization.",
    ],
  },
  {
    call: 'EnablePolicyType',
    input: { RootId: '{root}', PolicyType: scp },
    fault: ['PolicyTypeAlreadyEnabledException', 'The specified policy type is already enabled.'],
  },
  { call: 'EnablePolicyType', input: { RootId: '{root}', PolicyType: 'TAG_POLICY' }, fault: notAvailable },
  {
    call: 'EnablePolicyType',
    input: { RootId: '{root}', PolicyType: 'x' },
    fault: [
      'InvalidInputException',
      'You specified an invalid policy type string.',
      'INVALID_ENUM_POLICY_TYPE',
    ],
  },
  {
    call: 'EnablePolicyType',
    input: { RootId: '{noRoot}', PolicyType: scp },
    fault: ['RootNotFoundException', "You specified a root that doesn't exist."],
  },
  { call: 'EnablePolicyType', input: { RootId: '{one}', PolicyType: scp }, fault: pattern },
  {
    call: 'CreatePolicy',
    input: { ...policy, Name: 'a' },
    fault: ['DuplicatePolicyException', 'A policy with the specified name and type already exists.'],
  },
  {
    call: 'CreatePolicy',
    input: { ...policy, Name: 'FullAWSAccess' },
    fault: ['DuplicatePolicyException', 'A policy with the specified name and type already exists.'],
  },
  { call: 'CreatePolicy', input: { ...policy, Type: 'BACKUP_POLICY' }, fault: notAvailable },
  { call: 'CreatePolicy', input: { ...policy, Content: '{' }, fault: malformed },
  { call: 'CreatePolicy', input: { ...policy, Content: allowScp }, fault: malformed },
  { call: 'CreatePolicy', input: { ...policy, Content: deny.replace('Deny', 'deny') }, fault: malformed },
  { call: 'CreatePolicy', input: { ...policy, Type: rcp, Content: deny }, fault: malformed },
  { call: 'CreatePolicy', input: { ...policy, Type: rcp, Content: allowScp }, fault: malformed },
  {
    call: 'CreatePolicy',
    input: { ...policy, Content: long(5121) },
    fault: [
      'ConstraintViolationException',
      'You have exceeded the maximum policy size.',
      'POLICY_CONTENT_LIMIT_EXCEEDED',
    ],
  },
  {
    call: 'CreatePolicy',
    shows: 'white space counts',
    input: { ...policy, Content: `${deny}${' '.repeat(5120)}` },
    fault: [
      'ConstraintViolationException',
      'You have exceeded the maximum policy size.',
      'POLICY_CONTENT_LIMIT_EXCEEDED',
    ],
  },
  {
    call: 'CreatePolicy',
    shows: '5,120 characters are taken',
    input: { ...policy, Name: 'long', Content: long(5120) },
  },
  { call: 'UpdatePolicy', input: { PolicyId: '{a}', Content: '{}' }, fault: malformed },
  {
    call: 'UpdatePolicy',
    input: { PolicyId: '{a}', Name: 'b' },
    fault: ['DuplicatePolicyException', 'A policy with the specified name and type already exists.'],
  },
  { call: 'UpdatePolicy', input: { PolicyId: 'p-FullAWSAccess', Name: 'x' }, fault: immutable },
  { call: 'DeletePolicy', input: { PolicyId: 'p-RCPFullAWSAccess' }, fault: immutable },
  { call: 'DeletePolicy', input: { PolicyId: 'p-12345678' }, fault: noPolicy },
  {
    call: 'DeletePolicy',
    input: { PolicyId: '{a}' },
    fault: [
      'PolicyInUseException',
      'The policy is attached to one or more entities. You must detach it from all roots, OUs, and accounts before performing this operation.',
    ],
  },
  { call: 'DescribePolicy', input: { PolicyId: 'p-12345678' }, fault: noPolicy },
  { call: 'DescribePolicy', input: { PolicyId: 'x' }, fault: pattern },
  { call: 'ListPolicies', input: { Filter: 'TAG_POLICY' }, fault: notAvailable },
  { call: 'ListPoliciesForTarget', input: { TargetId: noUnit, Filter: scp }, fault: noTarget },
  { call: 'ListTargetsForPolicy', input: { PolicyId: 'p-12345678' }, fault: noPolicy },
  {
    call: 'AttachPolicy',
    input: { PolicyId: '{e}', TargetId: '{one}' },
    fault: [
      'ConstraintViolationException',
      'You have attached the maximum number of policies to the specified target.',
      'MAX_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED',
    ],
  },
  {
    call: 'AttachPolicy',
    input: { PolicyId: '{a}', TargetId: '{one}' },
    fault: [
      'DuplicatePolicyAttachmentException',
      'A policy with the specified name and type already exists.',
    ],
  },
  { call: 'AttachPolicy', input: { PolicyId: '{a}', TargetId: noUnit }, fault: noTarget },
  { call: 'AttachPolicy', input: { PolicyId: 'p-12345678', TargetId: '{one}' }, fault: noPolicy },
  {
    call: 'DetachPolicy',
    input: { PolicyId: '{a}', TargetId: '{two}' },
    fault: ['PolicyNotAttachedException', "The policy isn't attached to the specified target."],
  },
  {
    call: 'DetachPolicy',
    input: { PolicyId: 'p-FullAWSAccess', TargetId: '{two}' },
    fault: [
      'ConstraintViolationException',
      'You cannot remove the last policy attached to the specified target. You must have at least one attached at all times.',
      'MIN_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED',
    ],
  },
  {
    call: 'DetachPolicy',
    input: { PolicyId: 'p-RCPFullAWSAccess', TargetId: '{two}' },
    fault: ['InvalidInputException', "You can't detach the specified policy.", 'NON_DETACHABLE_POLICY'],
  },
  {
    call: 'DetachPolicy',
    shows: 'one of five, the first included',
    input: { PolicyId: 'p-FullAWSAccess', TargetId: '{one}' },
  },
  {
    call: 'DescribeEffectivePolicy',
    input: { PolicyType: scp },
    fault: [
      'InvalidInputException',
      'You specified an invalid policy type string.',
      'INVALID_ENUM_POLICY_TYPE',
    ],
  },
  {
    call: 'DescribeEffectivePolicy',
    input: { PolicyType: 'TAG_POLICY', TargetId: '000000000000' },
    fault: noTarget,
  },
  {
    call: 'ListAccounts',
    input: { NextToken: 'not a token' },
    fault: ['InvalidInputException', 'You specified an invalid value for NextToken.', 'INVALID_NEXT_TOKEN'],
  },
  { call: 'DisablePolicyType', shows: 'RCPs are disabled', input: { RootId: '{root}', PolicyType: rcp } },
  {
    call: 'DisablePolicyType',
    input: { RootId: '{root}', PolicyType: rcp },
    fault: [
      'PolicyTypeNotEnabledException',
      'This operation can be performed only for enabled policy types.',
    ],
  },
  {
    call: 'AttachPolicy',
    input: { PolicyId: 'p-RCPFullAWSAccess', TargetId: '{one}' },
    fault: [
      'PolicyTypeNotEnabledException',
      'This operation can be performed only for enabled policy types.',
    ],
  },
]

/** Values beyond their limits, and where the refusal says that they stand. */
const beyondLimits: readonly (readonly [call: string, input: Record<string, unknown>, where: string])[] = [
  ['CreateAccount', { AccountName: 'x', Email: 'no email' }, "at 'email'"],
  ['CreateAccount', { AccountName: 'x', Email: 'a@b' }, "at 'email'"],
  ['CreateAccount', { AccountName: '', Email: 'a@b.example' }, "at 'accountName'"],
  ['CreateAccount', { AccountName: 'x\n', Email: 'a@b.example' }, "at 'accountName'"],
  ['CreateAccount', { AccountName: 'x'.repeat(51), Email: 'a@b.example' }, "at 'accountName'"],
  ['CreateAccount', { AccountName: 'x', Email: 'a@b.example', RoleName: 'a/b' }, "at 'roleName'"],
  ['CreateOrganization', { FeatureSet: 'SOME' }, "at 'featureSet'"],
  ['CreateOrganizationalUnit', { ParentId: '{root}', Name: '' }, "at 'name'"],
  ['CreateOrganizationalUnit', { ParentId: 'r'.repeat(1000), Name: 'x' }, "at 'parentId'"],
  ['ListAccounts', { MaxResults: 21 }, "at 'maxResults'"],
  ['ListAccounts', { MaxResults: 0 }, "at 'maxResults'"],
  ['ListChildren', { ParentId: '{root}', ChildType: 'x' }, "at 'childType'"],
  ['ListCreateAccountStatus', { States: ['x'] }, "at 'states.1.member'"],
]

/** What Organizations refuses. Ids that only the test knows are written as `{name}`. */
export const refusals = { steps, beyondLimits, policy, notAvailable } as const
