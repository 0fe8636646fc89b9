import type { WrongCall } from '../wrong-calls.ts'

const role = (name: string) => `arn:aws:iam::111122223333:role/${name}`
const name = '^[0-9A-Za-z][A-Za-z0-9\\-_]*'

const limit = (member: string, text: string, call: string) => ({
  code: 'ValidationException',
  status: 400,
  text: `1 validation error detected: Value ${member} failed to satisfy constraint: Member must ${text}`,
  source: `EKS API Reference, ${call}`,
})
const invalid = (text: string, source: string) => ({
  code: 'InvalidParameterException',
  status: 400,
  text,
  source,
})
const inUse = (text: string, source: string) => ({
  code: 'ResourceInUseException',
  status: 409,
  text,
  source,
})
const missing = (text: string, source: string) => ({
  code: 'ResourceNotFoundException',
  status: 404,
  text,
  source,
})
const moto = 'moto, which has AWS’s text'

const workers = { clusterName: 'shop', nodegroupName: 'new', nodeRole: role('nodes'), subnets: ['subnet-1'] }
const profile = {
  clusterName: 'shop',
  fargateProfileName: 'new',
  podExecutionRoleArn: role('fargate'),
  selectors: [{ namespace: 'x' }],
}
const addon = { clusterName: 'shop', addonName: 'coredns' }
const cluster = { name: 'new', roleArn: role('eks'), resourcesVpcConfig: {} }

/** Wrong calls of an account with the cluster `shop` of version 1.33, its node group `workers` and its add-on `vpc-cni`. */
// biome-ignore format: a row a call
export const rows: readonly WrongCall[] = [
  // Of a form that none has.
  { call: 'CreateCluster', input: { ...cluster, name: 'a b' }, ...limit("'a b' at 'name'", `satisfy regular expression pattern: ${name}`, 'CreateCluster') },
  { call: 'CreateCluster', input: { ...cluster, accessConfig: { authenticationMode: 'NONE' } }, ...limit("'NONE' at 'accessConfig.authenticationMode'", 'satisfy enum value set: [API, API_AND_CONFIG_MAP, CONFIG_MAP]', 'CreateCluster') },
  { call: 'CreateCluster', input: { ...cluster, upgradePolicy: { supportType: 'FOREVER' } }, ...limit("'FOREVER' at 'upgradePolicy.supportType'", 'satisfy enum value set: [EXTENDED, STANDARD]', 'CreateCluster') },
  { call: 'CreateNodegroup', input: { ...workers, capacityType: 'FREE' }, ...limit("'FREE' at 'capacityType'", 'satisfy enum value set: [CAPACITY_BLOCK, ON_DEMAND, SPOT]', 'CreateNodegroup') },
  { call: 'CreateNodegroup', input: { ...workers, scalingConfig: { maxSize: 0 } }, ...limit("'0' at 'scalingConfig.maxSize'", 'have value greater than or equal to 1', 'CreateNodegroup') },
  { call: 'CreateNodegroup', input: { ...workers, scalingConfig: { maxSize: 1.5 } }, ...limit("'1.5' at 'scalingConfig.maxSize'", 'be a whole number', 'CreateNodegroup') },
  { call: 'CreateNodegroup', input: { ...workers, taints: [{ key: 'k', effect: 'NEVER' }] }, ...limit("'NEVER' at 'taints.1.member.effect'", 'satisfy enum value set: [NO_EXECUTE, NO_SCHEDULE, PREFER_NO_SCHEDULE]', 'CreateNodegroup') },
  { call: 'CreateNodegroup', input: { ...workers, nodegroupName: '__proto__' }, ...limit("'__proto__' at 'nodegroupName'", 'satisfy regular expression pattern: [0-9A-Za-z][A-Za-z0-9_-]*', 'CreateNodegroup') },
  { call: 'UpdateNodegroupConfig', input: { clusterName: 'shop', nodegroupName: 'workers', updateConfig: { maxUnavailablePercentage: 101 } }, ...limit("'101' at 'updateConfig.maxUnavailablePercentage'", 'have value less than or equal to 100', 'UpdateNodegroupConfig') },
  { call: 'CreateAddon', input: { ...addon, resolveConflicts: 'MAYBE' }, ...limit("'MAYBE' at 'resolveConflicts'", 'satisfy enum value set: [NONE, OVERWRITE, PRESERVE]', 'CreateAddon') },
  { call: 'ListNodegroups', input: { clusterName: 'shop', maxResults: 101 }, ...limit("'101' at 'maxResults'", 'have value less than or equal to 100', 'ListNodegroups') },
  { call: 'DescribeIdentityProviderConfig', input: { clusterName: 'shop', identityProviderConfig: { type: 'saml', name: 'x' } }, ...limit("'saml' at 'identityProviderConfig.type'", 'satisfy enum value set: [oidc]', 'IdentityProviderConfig') },

  // What is not there.
  { call: 'DescribeCluster', input: { name: 'none' }, ...missing('No cluster found for name: none.', moto) },
  { call: 'UpdateClusterConfig', input: { name: 'none', deletionProtection: true }, ...missing('No cluster found for name: none.', moto) },
  { call: 'ListAddons', input: { clusterName: 'none' }, ...missing('No cluster found for name: none.', moto) },
  { call: 'DescribeNodegroup', input: { clusterName: 'shop', nodegroupName: 'none' }, ...missing('No node group found for name: none.', moto) },
  { call: 'UpdateNodegroupConfig', input: { clusterName: 'shop', nodegroupName: '__proto__' }, ...missing('No node group found for name: __proto__.', moto) },
  { call: 'DescribeFargateProfile', input: { clusterName: 'shop', fargateProfileName: 'none' }, ...missing('No Fargate Profile found with name: none.', moto) },
  { call: 'DescribeAddon', input: addon, ...missing('No addon: coredns found in cluster: shop', 'an example of the EKS User Guide: "Removing an Amazon EKS add-on"') },

  // What is there already, or in the way.
  { call: 'CreateCluster', input: { ...cluster, name: 'shop' }, ...inUse('Cluster already exists with name: shop', moto) },
  { call: 'CreateNodegroup', input: { ...workers, nodegroupName: 'workers' }, ...inUse('NodeGroup already exists with name workers and cluster name shop', moto) },
  { call: 'CreateAddon', input: { clusterName: 'shop', addonName: 'vpc-cni' }, ...inUse('Addon already exists.', 'issue 1310 of crossplane-contrib/provider-aws') },
  { call: 'DeleteCluster', input: { name: 'shop' }, ...inUse('Cluster has nodegroups attached', moto) },

  // What contradicts itself or the cluster.
  { call: 'CreateNodegroup', input: { ...workers, nodeRole: role('fargate') }, ...invalid(`Following required service principals [ec2.amazonaws.com] were not found in the trust relationships of nodeRole ${role('fargate')}`, 'aws/aws-k8s-tester, eks/mng') },
  { call: 'CreateFargateProfile', input: { ...profile, podExecutionRoleArn: role('nodes') }, ...invalid('Misconfigured PodExecutionRole Trust Policy; Please add the eks-fargate-pods.amazonaws.com Service Principal', 'the AWS provider of Terraform, aws_eks_fargate_profile') },
  { call: 'CreateFargateProfile', input: { ...profile, selectors: [] }, ...invalid('Fargate Profile requires at least one selector.', moto) },
  { call: 'CreateAddon', input: { ...addon, addonName: 'made-up' }, ...invalid('Addon made-up specified is not supported in 1.33 kubernetes version', 'answers of AWS as clients report them') },
  { call: 'CreateAddon', input: { ...addon, addonVersion: 'v0.0.1' }, ...invalid('Addon version specified is not supported', 'answers of AWS as clients report them') },
  { call: 'CreateAddon', input: { ...addon, configurationValues: '{"nodes":1}' }, ...invalid('ConfigurationValue provided in request is not supported: Json schema validation failed with error: [$.nodes: is not defined in the schema and the schema does not allow additional properties]', 'answers of AWS as clients report them') },
  { call: 'UpdateClusterVersion', input: { name: 'shop', version: '1.35' }, ...invalid('Unsupported Kubernetes minor version update from 1.33 to 1.35', 'answers of AWS as clients report them') },
  { call: 'UpdateClusterConfig', input: { name: 'shop' }, ...invalid('The type for cluster update was not provided.', 'answers of AWS as clients report them') },
  { call: 'UpdateClusterConfig', input: { name: 'shop', deletionProtection: true, upgradePolicy: { supportType: 'STANDARD' } }, ...invalid('Only one type of update can be allowed.', 'issue 3553 of kubernetes-sigs/cluster-api-provider-aws') },
]
