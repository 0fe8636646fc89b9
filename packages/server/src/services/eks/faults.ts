import {
  BadRequestException$,
  InvalidParameterException$,
  InvalidRequestException$,
  NotFoundException$,
  ResourceInUseException$,
  ResourceLimitExceededException$,
  ResourceNotFoundException$,
} from '@aws-sdk/client-eks'
import { faultOf } from '@rolecall/aws-protocol'

type Members = Readonly<Record<string, unknown>>

/** EKS's refusals in AWS's words. */
export const eksFaults = {
  badRequest: (text: string) => faultOf(BadRequestException$, text),
  clusterExists: (name: string) =>
    faultOf(ResourceInUseException$, `Cluster already exists with name: ${name}`, { clusterName: name }),
  clusterNotActive: (name: string) =>
    faultOf(InvalidRequestException$, `Cluster '${name}' is not in ACTIVE status`, { clusterName: name }),
  inUse: (text: string, members: Members = {}) => faultOf(ResourceInUseException$, text, members),
  invalidParameter: (text: string, members: Members = {}) =>
    faultOf(InvalidParameterException$, text, members),
  invalidRequest: (text: string, members: Members = {}) => faultOf(InvalidRequestException$, text, members),
  limitExceeded: (text: string, members: Members = {}) =>
    faultOf(ResourceLimitExceededException$, text, members),
  noSuchCluster: (name: string) =>
    faultOf(ResourceNotFoundException$, `No cluster found for name: ${name}.`, { clusterName: name }),
  notFound: (text: string, members: Members = {}) => faultOf(ResourceNotFoundException$, text, members),
  /** The operations on tags have exceptions of their own. */
  noSuchTaggedResource: (arn: string) => faultOf(NotFoundException$, `Resource not found: ${arn}`),
  clusterInTheMaking: (name: string) =>
    faultOf(InvalidRequestException$, `The cluster ${name} has no keys yet.`, { clusterName: name }),
  connectedCluster: (name: string) =>
    faultOf(
      InvalidRequestException$,
      `The cluster ${name} is a connected cluster; use DeregisterCluster to remove it.`,
      { clusterName: name },
    ),
  keysElsewhere: (name: string) =>
    faultOf(
      InvalidRequestException$,
      `The cluster ${name} is a connected cluster and has its keys itself; rotate them there.`,
      { clusterName: name },
    ),
  /** Of what AWS offers for clusters of its own only. */
  notForConnected: (name: string) =>
    faultOf(
      InvalidRequestException$,
      `The cluster ${name} is a connected cluster, which has none of this here.`,
      {
        clusterName: name,
      },
    ),
  tooManyKeys: (most: number) =>
    faultOf(
      ResourceLimitExceededException$,
      `The issuer publishes ${most} keys, the most there may be; the oldest goes when its last token has ended.`,
    ),
}
