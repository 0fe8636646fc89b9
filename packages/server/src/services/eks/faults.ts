import {
  InvalidParameterException$,
  ResourceInUseException$,
  ResourceNotFoundException$,
} from '@aws-sdk/client-eks'
import { faultOf } from '@rolecall/aws-protocol'

/** EKS's refusals in AWS's words. */
export const eksFaults = {
  clusterExists: (name: string) =>
    faultOf(ResourceInUseException$, `Cluster already exists with name: ${name}`, { clusterName: name }),
  invalidParameter: (text: string, members: Record<string, unknown> = {}) =>
    faultOf(InvalidParameterException$, text, members),
  noSuchCluster: (name: string) =>
    faultOf(ResourceNotFoundException$, `No cluster found for name: ${name}.`, { clusterName: name }),
}
