import { EntityType, PolicyScopeType, PolicyUsageType } from '@aws-sdk/client-iam'
import { integer, list, oneOf, structure } from '@rolecall/aws-protocol'
import { iamName } from './iam-name.ts'
import { iamText } from './iam-text.ts'
import { iamQuotas } from './quotas.ts'
import { textList } from './text-list.ts'

const arnPattern =
  '[\\u0009\\u000A\\u000D\\u0020-\\u007E\\u0085\\u00A0-\\uD7FF\\uE000-\\uFFFD\\u{10000}-\\u{10FFFF}]+'
const tagKey = { min: 1, max: 128, pattern: '[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]+' }
const tagValue = { min: 0, max: 256, pattern: '[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*' }

/**
 * Limits of IAM's inputs that several operations share, by what they limit.
 * Source: IAM API Reference, the parameters of each action.
 */
export const iamConstraints = {
  arn: iamText({ min: 20, max: 2048, pattern: arnPattern }),
  clientId: iamText({ min: 1, max: 255 }),
  clientIds: textList({ of: { min: 1, max: 255 } }),
  entityType: oneOf(Object.values(EntityType)),
  groupName: iamName({ max: 128 }),
  instanceProfileName: iamName({ max: 128 }),
  marker: iamText({ min: 1, pattern: '[\\u0020-\\u00FF]+' }),
  maxItems: integer({ min: 1, max: 1000 }),
  maxSessionDuration: integer({ min: 3600, max: 43_200 }),
  path: iamText({ min: 1, max: 512, pattern: '(\\u002F)|(\\u002F[\\u0021-\\u007E]+\\u002F)' }),
  pathPrefix: iamText({ min: 1, max: 512, pattern: '\\u002F[\\u0021-\\u007F]*' }),
  policyDescription: iamText({ max: 1000 }),
  policyDocument: iamText({ min: 1, max: 131_072, pattern: '[\\u0009\\u000A\\u000D\\u0020-\\u00FF]+' }),
  policyName: iamName({ max: 128 }),
  policyPath: iamText({ min: 1, max: 512, pattern: '((/[A-Za-z0-9\\.,\\+@=_-]+)*)/' }),
  policyScope: oneOf(Object.values(PolicyScopeType)),
  policyUsage: oneOf(Object.values(PolicyUsageType)),
  roleDescription: iamText({ max: 1000, pattern: '[\\u0009\\u000A\\u000D\\u0020-\\u007E\\u00A1-\\u00FF]*' }),
  roleName: iamName({ max: 64 }),
  tagKeys: textList({ max: iamQuotas.tagsPerResource, of: tagKey }),
  tags: list({
    max: iamQuotas.tagsPerResource,
    of: structure({ Key: iamText(tagKey), Value: iamText(tagValue) }),
  }),
  thumbprints: textList({ of: { min: 40, max: 40 } }),
  url: iamText({ min: 1, max: 255 }),
  /** A name that is given; longer ones are asked for, and are not there. */
  newUserName: iamName({ max: 64 }),
  userName: iamName({ max: 128 }),
  versionId: iamText({ pattern: 'v[1-9][0-9]*(\\.[A-Za-z0-9-]*)?' }),
}
