import {
  ResourceInUseException$,
  ResourceLimitExceededException$,
  ResourceNotFoundException$,
} from '@aws-sdk/client-eks'
import { faultOf } from '@rolecall/aws-protocol'
import { eksFaults } from '../faults.ts'

const invalid = (clusterName: string, text: string) => eksFaults.invalidParameter(text, { clusterName })

/**
 * What associations are refused for. The texts about roles and about what exists already are those that users quote;
 * the others are not published, and are ours.
 */
export const associationFaults = {
  exists: (clusterName: string, id: string) =>
    faultOf(ResourceInUseException$, `Association already exists: ${id}`, { clusterName }),
  invalid,
  noSuchAssociation: (clusterName: string, id: string) =>
    faultOf(ResourceNotFoundException$, `No association found with id ${id} in cluster ${clusterName}.`, {
      clusterName,
    }),
  noSuchRole: (clusterName: string) => invalid(clusterName, 'Role provided in the request does not exist.'),
  nothingToChange: (clusterName: string) =>
    invalid(
      clusterName,
      'At least one of roleArn, targetRoleArn, disableSessionTags and policy must be given.',
    ),
  policyWithTags: (clusterName: string) =>
    invalid(clusterName, 'When policy is specified, disableSessionTags must be set to true.'),
  tooMany: (clusterName: string, most: number) =>
    faultOf(
      ResourceLimitExceededException$,
      `The limit of ${most} pod identity associations per cluster has been reached.`,
      { clusterName },
    ),
  untrusting: (clusterName: string) => invalid(clusterName, 'Trust policy of the role provided is invalid.'),
}
