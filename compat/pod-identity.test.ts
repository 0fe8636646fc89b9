import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { awsClis } from './aws-cli/aws-clis.ts'
import { found, missing } from './found.ts'
import { podToken } from './pod-token.ts'
import { type Serving, serving } from './serving.ts'

/*
 * EKS Auth through AWS's own models of it: boto3, and each AWS CLI. What they are given for the token of a pod is used
 * on a bucket behind the gateway, where a policy on the session's tags lets each namespace write below its own name.
 */
const version = found('python3', '-c', 'import boto3; print("boto3", boto3.__version__)')
const isMissing = missing(version, 'boto3', '`pip install boto3`')

let server: Serving
let token = ''

const prepare = `
import boto3, json, time
iam, eks, s3 = boto3.client('iam'), boto3.client('eks'), boto3.client('s3')
document = lambda *statements: json.dumps({'Version': '2012-10-17', 'Statement': statements})
trust = document({'Effect': 'Allow', 'Principal': {'Service': 'pods.eks.amazonaws.com'}, 'Action': ['sts:AssumeRole', 'sts:TagSession']})
role = iam.create_role(RoleName='uploader', AssumeRolePolicyDocument=trust)['Role']['Arn']
own = 'arn:aws:s3:::uploads/\${aws:PrincipalTag/kubernetes-namespace}/*'
iam.put_role_policy(RoleName='uploader', PolicyName='own', PolicyDocument=document({'Effect': 'Allow', 'Action': 's3:PutObject', 'Resource': own}))
s3.create_bucket(Bucket='uploads')
eks.create_cluster(name='shop', roleArn=role, resourcesVpcConfig={})
eks.get_waiter('cluster_active').wait(name='shop', WaiterConfig={'Delay': 1})
made = eks.create_pod_identity_association(clusterName='shop', namespace='payments', serviceAccount='api', roleArn=role, tags={'team': 'red'})['association']
same = eks.describe_pod_identity_association(clusterName='shop', associationId=made['associationId'])['association']
listed = [page['associations'] for page in eks.get_paginator('list_pod_identity_associations').paginate(clusterName='shop', namespace='payments')]
changed = eks.update_pod_identity_association(clusterName='shop', associationId=made['associationId'], disableSessionTags=False)['association']
assert made == same and listed[0][0]['associationId'] == made['associationId'] and changed['tags'] == {'team': 'red'}
print(eks.describe_cluster(name='shop')['cluster']['endpoint'])
`

const asPod = `
import boto3, sys
given = boto3.client('eks-auth').assume_role_for_pod_identity(clusterName='shop', token=sys.argv[1])
credentials = given['credentials']
s3 = boto3.client('s3', aws_access_key_id=credentials['accessKeyId'], aws_secret_access_key=credentials['secretAccessKey'], aws_session_token=credentials['sessionToken'])
print(given['subject'], given['audience'], given['assumedRoleUser']['arn'].rsplit('-', 5)[0], credentials['expiration'].tzinfo is not None)
s3.put_object(Bucket='uploads', Key='payments/a', Body=b'a')
for key in ['orders/a', 'a', 'payments']:
    try:
        s3.put_object(Bucket='uploads', Key=key, Body=b'a')
        print('written', key)
    except s3.exceptions.ClientError as error:
        print(error.response['Error']['Code'], key)
`

const refusals = `
import boto3, sys
auth = boto3.client('eks-auth')
for cluster, token in [('none', sys.argv[1]), ('shop', 'a.b.c')]:
    try:
        auth.assume_role_for_pod_identity(clusterName=cluster, token=token)
    except (auth.exceptions.ResourceNotFoundException, auth.exceptions.InvalidTokenException) as error:
        print(error.response['Error']['Code'], error.response['ResponseMetadata']['HTTPStatusCode'])
`

describe.skipIf(isMissing)('EKS Pod Identity', () => {
  beforeAll(async () => {
    server = await serving()
    const { output, errors } = server.run('python3', ['-c', prepare])
    expect(errors).toBe('')
    token = await podToken(server, output.trim(), {
      namespace: 'payments',
      serviceAccount: 'api',
      pod: 'api-1',
    })
  })
  afterAll(() => server.close())

  test('boto3: a pod writes below the name of its namespace, and nowhere else', () => {
    expect(server.run('python3', ['-c', asPod, token])).toEqual({
      code: 0,
      output:
        "{'namespace': 'payments', 'serviceAccount': 'api'} pods.eks.amazonaws.com arn:aws:sts::111122223333:assumed-role/uploader/eks-shop-api-1 True\n" +
        'AccessDenied orders/a\nAccessDenied a\nAccessDenied payments\n',
      errors: '',
    })
  })

  test('boto3: refusals are its own exceptions, with their status', () => {
    expect(server.run('python3', ['-c', refusals, token])).toEqual({
      code: 0,
      output: 'ResourceNotFoundException 404\nInvalidTokenException 400\n',
      errors: '',
    })
  })

  // EKS Auth came after the last versions that know no AWS_ENDPOINT_URL.
  for (const { name } of awsClis().filter(({ isOld }) => isOld))
    console.log(`skipped: ${name} does not know EKS Auth`)

  test.each(awsClis().filter(({ isOld }) => !isOld))('$name', (cli) => {
    const line = 'eks-auth assume-role-for-pod-identity --output json --cluster-name'
    const aws = (cluster: string, text: string) =>
      server.run(cli.path, [...cli.line(server.url), ...line.split(' '), cluster, '--token', text])
    const { output, errors } = aws('shop', token)
    expect(errors).toBe('')
    expect(JSON.parse(output)).toEqual({
      subject: { namespace: 'payments', serviceAccount: 'api' },
      audience: 'pods.eks.amazonaws.com',
      podIdentityAssociation: {
        associationArn: expect.any(String),
        associationId: expect.stringMatching(/^a-/),
      },
      assumedRoleUser: {
        arn: expect.stringContaining(':assumed-role/uploader/eks-shop-api-1-'),
        assumeRoleId: expect.stringMatching(/^AROA/),
      },
      credentials: {
        accessKeyId: expect.stringMatching(/^ASIA/),
        secretAccessKey: expect.any(String),
        sessionToken: expect.any(String),
        // A number or a text, by the version.
        expiration: expect.anything(),
      },
    })
    expect(aws('none', token).errors).toContain('(ResourceNotFoundException)')
    expect(aws('shop', 'a.b.c').errors).toContain('(InvalidTokenException)')
  })
})
