export interface Boto3Program {
  readonly name: string
  readonly program: string
  readonly prints: string
}

const start = `
import boto3, botocore, json
iam, sts = boto3.client('iam'), boto3.client('sts')
document = lambda *statements: json.dumps({'Version': '2012-10-17', 'Statement': statements})
trust = document({'Effect': 'Allow', 'Principal': {'AWS': '111122223333'}, 'Action': 'sts:AssumeRole'})
`

/** What only boto3 does for its users: waiters, paginators, and credentials that renew themselves. */
export const boto3Programs: readonly Boto3Program[] = [
  {
    name: 'waiters see what is made',
    program: `${start}
iam.create_role(RoleName='waited', AssumeRolePolicyDocument=trust)
iam.get_waiter('role_exists').wait(RoleName='waited')
iam.create_user(UserName='waited')
iam.get_waiter('user_exists').wait(UserName='waited')
arn = iam.create_policy(PolicyName='waited', PolicyDocument=document({'Effect': 'Allow', 'Action': '*', 'Resource': '*'}))['Policy']['Arn']
iam.get_waiter('policy_exists').wait(PolicyArn=arn)
iam.create_instance_profile(InstanceProfileName='waited')
iam.get_waiter('instance_profile_exists').wait(InstanceProfileName='waited')
try:
    iam.get_waiter('user_exists').wait(UserName='never', WaiterConfig={'Delay': 0, 'MaxAttempts': 2})
except botocore.exceptions.WaiterError as error:
    print(str(error).split('.')[0])
`,
    prints: 'Waiter UserExists failed: Max attempts exceeded\n',
  },
  {
    name: 'paginators meet every item once',
    program: `${start}
for at in range(23):
    iam.create_role(RoleName=f'paged-{at}', Path='/paged/', AssumeRolePolicyDocument=trust)
    iam.create_user(UserName=f'paged-{at}', Path='/paged/')
small = {'PageSize': 5}
def names(operation, result, name, **filters):
    pages = list(iam.get_paginator(operation).paginate(PaginationConfig=small, **filters))
    found = [item[name] for page in pages for item in page[result] if item['Path'] == '/paged/']
    print(operation, len(pages) > 4, len(found), len(set(found)))
names('list_roles', 'Roles', 'RoleName', PathPrefix='/paged/')
names('list_users', 'Users', 'UserName', PathPrefix='/paged/')
names('get_account_authorization_details', 'RoleDetailList', 'RoleName', Filter=['Role'])
policies = iam.get_paginator('list_policies').paginate(Scope='AWS').build_full_result()['Policies']
print(len(policies) > 100, len(policies) == len({policy['Arn'] for policy in policies}))
`,
    prints:
      'list_roles True 23 23\nlist_users True 23 23\nget_account_authorization_details True 23 23\nTrue True\n',
  },
  {
    name: 'credentials of a role renew themselves before they end',
    program: `${start}
import botocore.session
from datetime import datetime, timedelta, timezone
from botocore.credentials import RefreshableCredentials
arn = iam.create_role(RoleName='renewed', AssumeRolePolicyDocument=trust)['Role']['Arn']
ends = []
def assumed():
    given = sts.assume_role(RoleArn=arn, RoleSessionName='renewed', DurationSeconds=3600)['Credentials']
    ends.append(given['Expiration'])
    # As near to its end as makes botocore renew it, once.
    end = given['Expiration'] if len(ends) > 1 else datetime.now(timezone.utc) + timedelta(seconds=30)
    return {'access_key': given['AccessKeyId'], 'secret_key': given['SecretAccessKey'], 'token': given['SessionToken'], 'expiry_time': end.isoformat()}
session = botocore.session.get_session()
session._credentials = RefreshableCredentials.create_from_metadata(assumed(), assumed, 'sts-assume-role')
client = boto3.Session(botocore_session=session).client('sts')
print(client.get_caller_identity()['Arn'], client.get_caller_identity()['Arn'] != '', len(ends))
`,
    prints: 'arn:aws:sts::111122223333:assumed-role/renewed/renewed True 2\n',
  },
  {
    name: 'documents come back as they were written',
    program: `${start}
text = document({'Effect': 'Allow', 'Action': 's3:GetObject', 'Resource': 'arn:aws:s3:::b/\\u00e9\\u00df \\U0001f512 + % &'})
iam.create_user(UserName='written')
iam.put_user_policy(UserName='written', PolicyName='own', PolicyDocument=text)
print(iam.get_user_policy(UserName='written', PolicyName='own')['PolicyDocument'] == json.loads(text))
`,
    prints: 'True\n',
  },
]
