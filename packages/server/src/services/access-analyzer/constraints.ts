import {
  AccessCheckPolicyType,
  Locale,
  PolicyType,
  ValidatePolicyResourceType,
} from '@aws-sdk/client-accessanalyzer'
import { integer, list, oneOf, structure, text } from '@rolecall/aws-protocol'

/** Source: the service's model. Access holds at most 100 actions and as many resources. */
export const analyzerConstraints = {
  access: list({
    max: 1,
    of: structure({
      actions: list({ max: 100, of: text({ max: 2048 }) }),
      resources: list({ max: 100, of: text({ max: 2048 }) }),
    }),
  }),
  checkedType: oneOf(Object.values(AccessCheckPolicyType)),
  locale: oneOf(Object.values(Locale)),
  maxResults: integer({ min: 1 }),
  policyType: oneOf(Object.values(PolicyType)),
  resourceType: oneOf(Object.values(ValidatePolicyResourceType)),
}
