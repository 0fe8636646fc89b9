import { ChildType, IAMUserAccessToBilling, OrganizationFeatureSet } from '@aws-sdk/client-organizations'
import { integer, list, oneOf, structure, text } from '@rolecall/aws-protocol'
import { organizationsQuotas } from './quotas.ts'

const tagKey = text({ min: 1, max: 128 })

/** Limits of inputs, by what they limit. Source: AWS Organizations API Reference, the parameters of each action. */
export const organizationsConstraints = {
  accountName: text({ min: 1, max: 50, pattern: '[\\u0020-\\u007E]+' }),
  billing: oneOf(Object.values(IAMUserAccessToBilling)),
  childType: oneOf(Object.values(ChildType)),
  email: text({ min: 6, max: 64, pattern: '[^\\s@]+@[^\\s@]+\\.[^\\s@]+' }),
  featureSet: oneOf(Object.values(OrganizationFeatureSet)),
  id: text({ max: 130 }),
  maxResults: integer({ min: 1, max: 20 }),
  nextToken: text({ max: 100_000 }),
  policyContent: text({ min: 1, max: 1_000_000 }),
  policyDescription: text({ max: 512 }),
  policyName: text({ min: 1, max: 128 }),
  roleName: text({ max: 64, pattern: '[\\w+=,.@-]{1,64}' }),
  tagKeys: list({ max: organizationsQuotas.tagsPerResource, of: tagKey }),
  tags: list({
    max: organizationsQuotas.tagsPerResource,
    of: structure({ Key: tagKey, Value: text({ max: 256 }) }),
  }),
  unitName: text({ min: 1, max: 128 }),
}
