import { ResolveConflicts } from '@aws-sdk/client-eks'
import { list, oneOf, structure, text } from '@rolecall/aws-protocol'
import { eksConstraints } from '../constraints.ts'

/** Source: Amazon EKS API Reference, the parameters of the actions on add-ons. */
export const addonConstraints = {
  configurationValues: text({ max: 100_000 }),
  podIdentityAssociations: list({ max: 50, of: structure({ roleArn: eksConstraints.roleArn }) }),
  resolveConflicts: oneOf(Object.values(ResolveConflicts)),
}
