import {
  AuthenticationMode,
  ControlPlaneEgressModeType,
  IpFamily,
  LogType,
  SupportType,
} from '@aws-sdk/client-eks'
import { integer, list, oneOf, structure, text } from '@rolecall/aws-protocol'

const cidr = text({ max: 43, pattern: '[0-9a-fA-F.:]+/[0-9]{1,3}' })
const network = list({ max: 1, of: structure({ cidrs: list({ max: 15, of: cidr }) }) })
const id = text({ min: 1, max: 255, pattern: '[A-Za-z0-9-]+' })

/** Source: Amazon EKS API Reference, the parameters of each action. */
export const eksConstraints = {
  accessConfig: structure({ authenticationMode: oneOf(Object.values(AuthenticationMode)) }),
  clusterName: text({ min: 1, max: 100, pattern: '^[0-9A-Za-z][A-Za-z0-9\\-_]*' }),
  encryptionConfig: list({ max: 1 }),
  kubernetesNetworkConfig: structure({ ipFamily: oneOf(Object.values(IpFamily)) }),
  logging: structure({
    clusterLogging: list({ max: 10, of: structure({ types: list({ of: oneOf(Object.values(LogType)) }) }) }),
  }),
  include: list({ max: 1, of: oneOf(['all']) }),
  maxResults: integer({ min: 1, max: 100 }),
  remoteNetworkConfig: structure({ remoteNodeNetworks: network, remotePodNetworks: network }),
  roleArn: text({ min: 1, max: 255 }),
  subnets: list({ max: 100, of: id }),
  upgradePolicy: structure({ supportType: oneOf(Object.values(SupportType)) }),
  vpcConfig: structure({
    controlPlaneEgressMode: oneOf(Object.values(ControlPlaneEgressModeType)),
    publicAccessCidrs: list({ max: 40, of: cidr }),
    securityGroupIds: list({ max: 5, of: id }),
    subnetIds: list({ max: 100, of: id }),
  }),
}
