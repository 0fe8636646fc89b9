import { integer, list, oneOf, text } from '@rolecall/aws-protocol'

/** Source: Amazon EKS API Reference, the parameters of each action. */
export const eksConstraints = {
  clusterName: text({ min: 1, max: 100, pattern: '^[0-9A-Za-z][A-Za-z0-9\\-_]*' }),
  include: list({ max: 1, of: oneOf(['all']) }),
  maxResults: integer({ min: 1, max: 100 }),
}
