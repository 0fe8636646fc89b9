import {
  InvalidParameterException$,
  InvalidRequestException$,
  ResourceInUseException$,
  ResourceLimitExceededException$,
  ResourceNotFoundException$,
} from '@aws-sdk/client-eks'
import { faultOf } from '@rolecall/aws-protocol'

/** EKS's refusals in AWS's words. */
export const eksFaults = {
  clusterExists: (name: string) =>
    faultOf(ResourceInUseException$, `Cluster already exists with name: ${name}`, { clusterName: name }),
  clusterInTheMaking: (name: string) =>
    faultOf(InvalidRequestException$, `The cluster ${name} has no keys yet.`, { clusterName: name }),
  connectedCluster: (name: string) =>
    faultOf(
      InvalidRequestException$,
      `The cluster ${name} is a connected cluster; use DeregisterCluster to remove it.`,
      { clusterName: name },
    ),
  invalidParameter: (text: string, members: Record<string, unknown> = {}) =>
    faultOf(InvalidParameterException$, text, members),
  keysElsewhere: (name: string) =>
    faultOf(
      InvalidRequestException$,
      `The cluster ${name} is a connected cluster and has its keys itself; rotate them there.`,
      { clusterName: name },
    ),
  noSuchCluster: (name: string) =>
    faultOf(ResourceNotFoundException$, `No cluster found for name: ${name}.`, { clusterName: name }),
  tooManyKeys: (most: number) =>
    faultOf(
      ResourceLimitExceededException$,
      `The issuer publishes ${most} keys, the most there may be; the oldest goes when its last token has ended.`,
    ),
}
