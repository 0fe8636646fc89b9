interface LinkedService {
  readonly roleName: string
  /** Name of the AWS-managed policy, below `/aws-service-role/`. */
  readonly policy: string
  /** Whether an account may have several of its roles, told apart by a suffix. */
  readonly takesSuffix?: true
}

/**
 * The services that clusters and what runs in them use, by principal, each with the role that is linked to it.
 * Source: "Using service-linked roles" of each service's guide; "AWS managed policies", AWS Managed Policy Reference.
 */
// biome-ignore format: the columns are the point
export const linkedServices: ReadonlyMap<string, LinkedService> = new Map<string, LinkedService>([
  ['access-analyzer.amazonaws.com',                   { roleName: 'AWSServiceRoleForAccessAnalyzer',                        policy: 'AccessAnalyzerServiceRolePolicy' }],
  ['autoscaling.amazonaws.com',                       { roleName: 'AWSServiceRoleForAutoScaling',                           policy: 'AutoScalingServiceRolePolicy', takesSuffix: true }],
  ['batch.amazonaws.com',                             { roleName: 'AWSServiceRoleForBatch',                                 policy: 'BatchServiceRolePolicy' }],
  ['cloudtrail.amazonaws.com',                        { roleName: 'AWSServiceRoleForCloudTrail',                            policy: 'CloudTrailServiceRolePolicy' }],
  ['dynamodb.application-autoscaling.amazonaws.com',  { roleName: 'AWSServiceRoleForApplicationAutoScaling_DynamoDBTable',  policy: 'AWSApplicationAutoscalingDynamoDBTablePolicy' }],
  ['ec2fleet.amazonaws.com',                          { roleName: 'AWSServiceRoleForEC2Fleet',                              policy: 'AWSEC2FleetServiceRolePolicy' }],
  ['ecs.amazonaws.com',                               { roleName: 'AWSServiceRoleForECS',                                   policy: 'AmazonECSServiceRolePolicy' }],
  ['eks-connector.amazonaws.com',                     { roleName: 'AWSServiceRoleForAmazonEKSConnector',                    policy: 'AmazonEKSConnectorServiceRolePolicy' }],
  ['eks-fargate.amazonaws.com',                       { roleName: 'AWSServiceRoleForAmazonEKSForFargate',                   policy: 'AmazonEKSForFargateServiceRolePolicy' }],
  ['eks-nodegroup.amazonaws.com',                     { roleName: 'AWSServiceRoleForAmazonEKSNodegroup',                    policy: 'AWSServiceRoleForAmazonEKSNodegroup' }],
  ['eks.amazonaws.com',                               { roleName: 'AWSServiceRoleForAmazonEKS',                             policy: 'AmazonEKSServiceRolePolicy' }],
  ['elasticache.amazonaws.com',                       { roleName: 'AWSServiceRoleForElastiCache',                           policy: 'ElastiCacheServiceRolePolicy' }],
  ['elasticfilesystem.amazonaws.com',                 { roleName: 'AWSServiceRoleForAmazonElasticFileSystem',               policy: 'AmazonElasticFileSystemServiceRolePolicy' }],
  ['elasticloadbalancing.amazonaws.com',              { roleName: 'AWSServiceRoleForElasticLoadBalancing',                  policy: 'AWSElasticLoadBalancingServiceRolePolicy' }],
  ['guardduty.amazonaws.com',                         { roleName: 'AWSServiceRoleForAmazonGuardDuty',                       policy: 'AmazonGuardDutyServiceRolePolicy' }],
  ['opensearchservice.amazonaws.com',                 { roleName: 'AWSServiceRoleForAmazonOpenSearchService',               policy: 'AmazonOpenSearchServiceRolePolicy' }],
  ['organizations.amazonaws.com',                     { roleName: 'AWSServiceRoleForOrganizations',                         policy: 'AWSOrganizationsServiceTrustPolicy' }],
  ['pullthroughcache.ecr.amazonaws.com',              { roleName: 'AWSServiceRoleForECRPullThroughCache',                   policy: 'AWSECRPullThroughCache_ServiceRolePolicy' }],
  ['rds.amazonaws.com',                               { roleName: 'AWSServiceRoleForRDS',                                   policy: 'AmazonRDSServiceRolePolicy' }],
  ['replication.dynamodb.amazonaws.com',              { roleName: 'AWSServiceRoleForDynamoDBReplication',                   policy: 'DynamoDBReplicationServiceRolePolicy' }],
  ['replication.ecr.amazonaws.com',                   { roleName: 'AWSServiceRoleForECRReplication',                        policy: 'ECRReplicationServiceRolePolicy' }],
  ['spot.amazonaws.com',                              { roleName: 'AWSServiceRoleForEC2Spot',                               policy: 'AWSEC2SpotServiceRolePolicy' }],
  ['spotfleet.amazonaws.com',                         { roleName: 'AWSServiceRoleForEC2SpotFleet',                          policy: 'AWSEC2SpotFleetServiceRolePolicy' }],
])
