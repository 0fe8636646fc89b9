import {
  InvalidRequestException$,
  ResourceInUseException$,
  ResourceLimitExceededException$,
} from '@aws-sdk/client-eks'
import { faultOf } from '@rolecall/aws-protocol'

/** Refusals about connected clusters. */
export const connectedClusterFaults = {
  /** AWS's words. */
  noRole: () =>
    faultOf(InvalidRequestException$, 'Nonexistent role or missing ssm service principal in trust policy'),
  notConnected: (name: string) =>
    faultOf(InvalidRequestException$, `The cluster ${name} is not a connected cluster.`, {
      clusterName: name,
    }),
  otherIssuer: (name: string, issuer: string) =>
    faultOf(
      ResourceInUseException$,
      `The cluster ${name} has the issuer ${issuer}; deregister it before it gets another.`,
      { clusterName: name },
    ),
  issuerTaken: (issuer: string, name: string, region: string) =>
    faultOf(
      ResourceInUseException$,
      `The issuer ${issuer} is that of the cluster ${name} in ${region}; each cluster has its own.`,
      { clusterName: name },
    ),
  tooMany: (most: number) =>
    faultOf(
      ResourceLimitExceededException$,
      `You have reached the limit of ${most} registered clusters in this region.`,
    ),
}
