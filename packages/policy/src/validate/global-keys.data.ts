export type KeyType = 'string' | 'arn' | 'boolean' | 'date' | 'numeric' | 'ip'

export interface GlobalKey {
  readonly name: string
  readonly type: KeyType
  readonly multivalued: boolean
}

const one = (type: KeyType, names: readonly string[]): GlobalKey[] =>
  names.map((name) => ({ name, type, multivalued: false }))
const many = (type: KeyType, names: readonly string[]): GlobalKey[] =>
  names.map((name) => ({ name, type, multivalued: true }))

/**
 * Keys of the caller, its session, its network or the request as such, which any request can have, those of
 * sessions that a service made among them. Source: "AWS global condition context keys", IAM User Guide; SourceOwner
 * is from SNS, which still writes it into its policies. A name that ends with a slash takes a tag key.
 */
export const globalKeys: readonly GlobalKey[] = [
  ...one('arn', [
    'aws:PrincipalArn',
    'aws:SourceArn',
    'aws:SourceVpcArn',
    'aws:VpceAccountArn',
    'ec2:SourceInstanceArn',
    'lambda:SourceFunctionArn',
    'ssm:SourceInstanceArn',
  ]),
  ...one('boolean', [
    'aws:MultiFactorAuthPresent',
    'aws:SecureTransport',
    'aws:ViaAWSService',
    'aws:PrincipalIsAWSService',
    'aws:CalledViaAWSMCP',
    'aws:ViaAWSMCPService',
    'aws:IsMcpServiceAction',
  ]),
  ...one('date', ['aws:CurrentTime', 'aws:EpochTime', 'aws:TokenIssueTime']),
  ...one('numeric', ['aws:MultiFactorAuthAge', 'aws:SessionDuration', 'ec2:RoleDelivery']),
  ...one('ip', ['aws:SourceIp', 'aws:VpcSourceIp', 'aws:Ec2InstanceSourcePrivateIPv4']),
  ...one('string', [
    'aws:AssumedRoot',
    'aws:CalledViaFirst',
    'aws:CalledViaLast',
    'aws:ChatbotSourceArn',
    'aws:Ec2InstanceSourceVpc',
    'aws:FederatedProvider',
    'aws:PrincipalAccount',
    'aws:PrincipalOrgID',
    'aws:PrincipalServiceName',
    'aws:PrincipalTag/',
    'aws:PrincipalType',
    'aws:RequestTag/',
    'aws:RequestedRegion',
    'aws:ResourceAccount',
    'aws:ResourceOrgID',
    'aws:ResourceTag/',
    'aws:SignInSessionArn',
    'aws:SourceAccount',
    'aws:SourceIdentity',
    'aws:SourceOrgID',
    'aws:SourceOwner',
    'aws:SourceVpc',
    'aws:SourceVpce',
    'aws:UserAgent',
    'aws:VpceAccount',
    'aws:VpceOrgID',
    'aws:referer',
    'aws:userid',
    'aws:username',
    'glue:CredentialIssuingService',
    'glue:RoleAssumedBy',
    'identitystore:UserId',
  ]),
  ...many('string', [
    'aws:CalledVia',
    'aws:PrincipalOrgPaths',
    'aws:PrincipalServiceNamesList',
    'aws:ResourceOrgPaths',
    'aws:SourceOrgPaths',
    'aws:TagKeys',
    'aws:VpceOrgPaths',
  ]),
]
