import { ContextKeyTypeEnum } from '@aws-sdk/client-iam'
import { list, oneOf, structure } from '@rolecall/aws-protocol'
import { iamConstraints } from '../constraints.ts'
import { iamText } from '../iam-text.ts'

const documents = list({ of: iamConstraints.policyDocument })

/** Source: IAM API Reference, `SimulateCustomPolicy` and `SimulatePrincipalPolicy`. */
export const simulationConstraints = {
  ActionNames: list({ min: 1, of: iamText({ min: 3, max: 128 }) }),
  CallerArn: iamText({ min: 1, max: 2048 }),
  ContextEntries: list({
    of: structure({
      ContextKeyName: iamText({ min: 5, max: 256 }),
      ContextKeyType: oneOf(Object.values(ContextKeyTypeEnum)),
    }),
  }),
  Marker: iamConstraints.marker,
  MaxItems: iamConstraints.maxItems,
  PermissionsBoundaryPolicyInputList: list({ max: 1, of: iamConstraints.policyDocument }),
  PolicyInputList: documents,
  ResourceArns: list({ min: 1, of: iamText({ min: 1, max: 2048 }) }),
  ResourceHandlingOption: iamText({ min: 1, max: 64 }),
  ResourceOwner: iamText({ min: 1, max: 2048 }),
  ResourcePolicy: iamConstraints.policyDocument,
}
