import { document } from '../document.ts'
import type { Flow } from '../flow.ts'

const trust = (Service: string) =>
  document({ Effect: 'Allow', Principal: { Service }, Action: ['sts:AssumeRole', 'sts:TagSession'] })
const role = 'arn:aws:iam::111122223333:role'

/** A cluster and what is below it, waited for as scripts do. */
export const eksFlows: readonly Flow[] = [
  {
    name: 'a cluster with add-ons, a node group and a Fargate profile, from nothing to nothing',
    given: {
      cluster: trust('eks.amazonaws.com'),
      nodes: trust('ec2.amazonaws.com'),
      fargate: trust('eks-fargate-pods.amazonaws.com'),
      selectors: [{ namespace: 'batch' }],
      logging: { clusterLogging: [{ types: ['audit'], enabled: true }] },
      values: { env: { WARM_IP_TARGET: '2' } },
    },
    steps: [
      { aws: 'iam create-role --role-name eks-cluster --assume-role-policy-document {cluster}' },
      { aws: 'iam create-role --role-name eks-nodes --assume-role-policy-document {nodes}' },
      { aws: 'iam create-role --role-name eks-fargate --assume-role-policy-document {fargate}' },
      {
        aws: `eks create-cluster --name flow --kubernetes-version 1.33 --role-arn ${role}/eks-cluster --resources-vpc-config subnetIds=subnet-1,subnet-2,endpointPrivateAccess=true --tags team=red`,
        answers: { cluster: { status: 'CREATING', version: '1.33', tags: { team: 'red' } } },
      },
      { aws: 'eks wait cluster-active --name flow' },
      {
        aws: 'eks describe-cluster --name flow',
        answers: {
          cluster: {
            status: 'ACTIVE',
            platformVersion: 'eks.1',
            resourcesVpcConfig: { endpointPrivateAccess: true, publicAccessCidrs: ['0.0.0.0/0'] },
            kubernetesNetworkConfig: { serviceIpv4Cidr: '10.100.0.0/16', ipFamily: 'ipv4' },
          },
        },
        keeps: { arn: 'cluster.arn' },
      },
      {
        aws: 'eks update-cluster-config --name flow --logging {logging}',
        answers: { update: { type: 'LoggingUpdate', status: 'InProgress' } },
        keeps: { update: 'update.id' },
      },
      {
        aws: 'eks describe-update --name flow --update-id {update}',
        answers: { update: { status: 'Successful' } },
        isWaitedFor: true,
      },
      {
        aws: 'eks update-cluster-version --name flow --kubernetes-version 1.35',
        refused: 'InvalidParameterException: Unsupported Kubernetes minor version update from 1.33 to 1.35',
      },
      {
        aws: 'eks update-cluster-version --name flow --kubernetes-version 1.34',
        answers: { update: { type: 'VersionUpdate' } },
      },
      { aws: 'eks wait cluster-active --name flow' },
      { aws: 'eks tag-resource --resource-arn {arn} --tags cost=1' },
      { aws: 'eks untag-resource --resource-arn {arn} --tag-keys team' },
      { aws: 'eks list-tags-for-resource --resource-arn {arn}', answers: { tags: { cost: '1' } } },
      {
        aws: 'eks describe-addon-versions --addon-name vpc-cni --kubernetes-version 1.34 --query addons[0].addonName --output text',
        prints: 'vpc-cni',
      },
      {
        aws: 'eks create-addon --cluster-name flow --addon-name vpc-cni --configuration-values {values}',
        answers: { addon: { addonName: 'vpc-cni', status: 'CREATING' } },
      },
      { aws: 'eks wait addon-active --cluster-name flow --addon-name vpc-cni' },
      {
        aws: `eks create-nodegroup --cluster-name flow --nodegroup-name workers --node-role ${role}/eks-nodes --subnets subnet-1 subnet-2 --scaling-config minSize=1,maxSize=3,desiredSize=1`,
        answers: { nodegroup: { status: 'CREATING', diskSize: 20, instanceTypes: ['t3.medium'] } },
      },
      { aws: 'eks wait nodegroup-active --cluster-name flow --nodegroup-name workers' },
      {
        aws: `eks create-fargate-profile --cluster-name flow --fargate-profile-name batch --pod-execution-role-arn ${role}/eks-fargate --selectors {selectors}`,
        answers: { fargateProfile: { selectors: [{ namespace: 'batch' }] } },
      },
      { aws: 'eks wait fargate-profile-active --cluster-name flow --fargate-profile-name batch' },
      {
        aws: 'eks delete-cluster --name flow',
        refused: 'ResourceInUseException: Cluster has nodegroups attached',
      },
      { aws: 'eks delete-nodegroup --cluster-name flow --nodegroup-name workers' },
      { aws: 'eks wait nodegroup-deleted --cluster-name flow --nodegroup-name workers' },
      { aws: 'eks delete-fargate-profile --cluster-name flow --fargate-profile-name batch' },
      { aws: 'eks wait fargate-profile-deleted --cluster-name flow --fargate-profile-name batch' },
      { aws: 'eks delete-addon --cluster-name flow --addon-name vpc-cni' },
      { aws: 'eks wait addon-deleted --cluster-name flow --addon-name vpc-cni' },
      { aws: 'eks delete-cluster --name flow', answers: { cluster: { status: 'DELETING' } } },
      { aws: 'eks wait cluster-deleted --name flow' },
      { aws: 'iam delete-role --role-name eks-cluster' },
      { aws: 'iam delete-role --role-name eks-nodes' },
      { aws: 'iam delete-role --role-name eks-fargate' },
    ],
  },
]
