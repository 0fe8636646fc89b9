import type { WrongCall } from '../wrong-calls.ts'
import { documents } from './documents.ts'

const account = '111122223333'
const arn = (resource: string) => `arn:aws:iam::${account}:${resource}`
const policy = arn('policy/nothing')
const trust = documents.trustEc2
const long = 'x'.repeat(65)
const longer = 'x'.repeat(129)
const name = '[\\w+=,.@-]+'

const invalid = (member: string, limit: string, source: string) => ({
  code: 'ValidationError',
  status: 400,
  text: `1 validation error detected: Value at '${member}' failed to satisfy constraint: Member must ${limit}`,
  source: `IAM API Reference, ${source}`,
})
const shorter = (member: string, most: number, source: string) =>
  invalid(member, `have length less than or equal to ${most}`, source)
const pattern = (member: string, like: string, source: string) =>
  invalid(member, `satisfy regular expression pattern: ${like}`, source)
const notName = (member: string) => ({
  code: 'ValidationError',
  status: 400,
  text: `The specified value for ${member} is invalid. It must contain only alphanumeric characters and/or the following: +=,.@_-`,
  source:
    'answers of AWS in issue 996 of cfn-lint (policyName) and issue 7 of torchserve-examples (roleName)',
})
/** Numbers are repeated. */
const outside = (value: string, limit: string) => ({
  code: 'ValidationError',
  status: 400,
  text: `1 validation error detected: Value '${value}' at 'maxItems' failed to satisfy constraint: Member must have value ${limit}`,
  source: 'IAM API Reference, ListInstanceProfiles',
})
const missing = (text: string) => ({
  code: 'NoSuchEntity',
  status: 404,
  text,
  source: 'NoSuchEntity, IAM API Reference; the text as clients report it',
})
const role = missing('The role with name nobody cannot be found.')
const user = missing('The user with name nobody cannot be found.')
const group = missing('The group with name nobody cannot be found.')
const profile = missing('Instance Profile nothing cannot be found.')
const notAttachable = missing(`Policy ${policy} does not exist or is not attachable.`)
const noPolicy = missing(`Policy ${policy} was not found.`)

/** Wrong calls of an account that has its administrator and nothing else. */
// biome-ignore format: a row a call
export const rows: readonly WrongCall[] = [
  // Names, paths, ids and numbers of a form that none has.
  { call: 'CreateRole', input: { RoleName: long, AssumeRolePolicyDocument: trust }, ...shorter('roleName', 64, 'CreateRole') },
  { call: 'CreateRole', input: { RoleName: 'a b', AssumeRolePolicyDocument: trust }, ...notName('roleName') },
  { call: 'CreateRole', input: { RoleName: 'ünder', AssumeRolePolicyDocument: trust }, ...notName('roleName') },
  { call: 'GetRole', input: { RoleName: 'a/b' }, ...notName('roleName') },
  { call: 'GetRole', input: { RoleName: long }, ...shorter('roleName', 64, 'GetRole') },
  { call: 'CreateUser', input: { UserName: long }, ...shorter('userName', 64, 'CreateUser') },
  { call: 'CreateUser', input: { UserName: 'a:b' }, ...notName('userName') },
  { call: 'GetUser', input: { UserName: longer }, ...shorter('userName', 128, 'GetUser') },
  { call: 'CreateGroup', input: { GroupName: longer }, ...shorter('groupName', 128, 'CreateGroup') },
  { call: 'CreateGroup', input: { GroupName: 'a#b' }, ...notName('groupName') },
  { call: 'CreatePolicy', input: { PolicyName: longer, PolicyDocument: documents.readBucket }, ...shorter('policyName', 128, 'CreatePolicy') },
  { call: 'CreatePolicy', input: { PolicyName: 'a%b', PolicyDocument: documents.readBucket }, ...notName('policyName') },
  { call: 'CreateInstanceProfile', input: { InstanceProfileName: longer }, ...shorter('instanceProfileName', 128, 'CreateInstanceProfile') },
  { call: 'CreateInstanceProfile', input: { InstanceProfileName: 'a b' }, ...notName('instanceProfileName') },
  { call: 'CreateInstanceProfile', input: { InstanceProfileName: 'p', Path: 'x' }, ...pattern('path', '(\\u002F)|(\\u002F[\\u0021-\\u007E]+\\u002F)', 'CreateInstanceProfile') },
  { call: 'ListInstanceProfiles', input: { PathPrefix: 'x' }, ...pattern('pathPrefix', '\\u002F[\\u0021-\\u007F]*', 'ListInstanceProfiles') },
  { call: 'ListInstanceProfiles', input: { MaxItems: 0 }, ...outside('0', 'greater than or equal to 1') },
  { call: 'ListInstanceProfiles', input: { MaxItems: 1001 }, ...outside('1001', 'less than or equal to 1000') },
  { call: 'CreateServiceLinkedRole', input: { AWSServiceName: longer }, ...shorter('aWSServiceName', 128, 'CreateServiceLinkedRole') },
  { call: 'CreateServiceLinkedRole', input: { AWSServiceName: 'autoscaling.amazonaws.com', CustomSuffix: 'a/b' }, ...pattern('customSuffix', name, 'CreateServiceLinkedRole') },
  { call: 'GetServiceLinkedRoleDeletionStatus', input: { DeletionTaskId: 'x'.repeat(1001) }, ...shorter('deletionTaskId', 1000, 'GetServiceLinkedRoleDeletionStatus') },
  { call: 'CreateAccountAlias', input: { AccountAlias: 'x'.repeat(64) }, ...shorter('accountAlias', 63, 'CreateAccountAlias') },
  { call: 'GetServiceLastAccessedDetails', input: { JobId: 'x'.repeat(37) }, ...shorter('jobId', 36, 'GetServiceLastAccessedDetails') },
  { call: 'GetServiceLastAccessedDetailsWithEntities', input: { JobId: 'x'.repeat(36), ServiceNamespace: 'a.b' }, ...pattern('serviceNamespace', '[\\w-]*', 'GetServiceLastAccessedDetailsWithEntities') },
  { call: 'GetAccessKeyLastUsed', input: { AccessKeyId: 'AKIA' }, ...invalid('accessKeyId', 'have length greater than or equal to 16', 'GetAccessKeyLastUsed') },
  { call: 'GetAccessKeyLastUsed', input: { AccessKeyId: 'AKIA!OSFODNN7EXAMPLE' }, ...pattern('accessKeyId', '[\\w]+', 'GetAccessKeyLastUsed') },
  // What is not there.
  { call: 'AddRoleToInstanceProfile', input: { InstanceProfileName: 'nothing', RoleName: 'nobody' }, ...profile },
  { call: 'RemoveRoleFromInstanceProfile', input: { InstanceProfileName: 'nothing', RoleName: 'nobody' }, ...profile },
  { call: 'TagInstanceProfile', input: { InstanceProfileName: 'nothing', Tags: [{ Key: 'a', Value: 'b' }] }, ...profile },
  { call: 'ListInstanceProfileTags', input: { InstanceProfileName: 'nothing' }, ...profile },
  { call: 'ListInstanceProfilesForRole', input: { RoleName: 'nobody' }, ...role },
  { call: 'DeleteServiceLinkedRole', input: { RoleName: 'nobody' }, ...role },
  { call: 'DeleteRole', input: { RoleName: 'nobody' }, ...role },
  { call: 'AttachRolePolicy', input: { RoleName: 'nobody', PolicyArn: policy }, ...role },
  { call: 'DeleteUser', input: { UserName: 'nobody' }, ...user },
  { call: 'CreateAccessKey', input: { UserName: 'nobody' }, ...user },
  { call: 'ListGroupsForUser', input: { UserName: 'nobody' }, ...user },
  { call: 'PutUserPolicy', input: { UserName: 'nobody', PolicyName: 'i', PolicyDocument: documents.readBucket }, ...user },
  { call: 'GetGroup', input: { GroupName: 'nobody' }, ...group },
  { call: 'AddUserToGroup', input: { GroupName: 'nobody', UserName: 'administrator' }, ...group },
  { call: 'DeleteGroup', input: { GroupName: 'nobody' }, ...group },
  { call: 'GetPolicy', input: { PolicyArn: policy }, ...noPolicy },
  { call: 'DetachUserPolicy', input: { UserName: 'administrator', PolicyArn: policy }, ...noPolicy },
  { call: 'AttachUserPolicy', input: { UserName: 'administrator', PolicyArn: policy }, ...notAttachable },
  { call: 'GetUserPolicy', input: { UserName: 'administrator', PolicyName: 'i' }, ...missing('The user policy with name i cannot be found.') },
  { call: 'DeleteAccountAlias', input: { AccountAlias: 'nothing' }, ...missing('The account alias nothing cannot be found.'), source: 'DeleteAccountAlias, IAM API Reference; the text is ours' },
  { call: 'DeleteAccessKey', input: { UserName: 'administrator', AccessKeyId: 'AKIAIOSFODNN7EXAMPLE' }, ...missing('The Access Key with id AKIAIOSFODNN7EXAMPLE cannot be found.') },
  // What is there and stays.
  { call: 'CreateUser', input: { UserName: 'Administrator' }, code: 'EntityAlreadyExists', status: 409, text: 'User with name Administrator already exists.', source: 'CreateUser; the text as clients report it' },
  { call: 'DeleteUser', input: { UserName: 'administrator' }, code: 'DeleteConflict', status: 409, text: 'Cannot delete entity, must delete access keys first.', source: 'DeleteUser; the text as clients report it' },
  { call: 'DeletePolicy', input: { PolicyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' }, code: 'AccessDenied', status: 403, text: 'Policy is outside your own account.', source: 'DeletePolicy; the text as clients report it' },
  { call: 'CreateServiceLinkedRole', input: { AWSServiceName: 'rds.amazonaws.com', CustomSuffix: 'x' }, code: 'InvalidInput', status: 400, text: 'Custom suffix is not allowed for rds.amazonaws.com', source: 'CreateServiceLinkedRole; the text as clients report it' },
  { call: 'ListInstanceProfiles', input: { Marker: 'none of ours' }, code: 'InvalidInput', status: 400, text: 'Invalid Marker.', source: 'ListInstanceProfiles, as its siblings' },
]
