import { GlobalEndpointTokenVersion } from '@aws-sdk/client-iam'
import { oneOf, text } from '@rolecall/aws-protocol'

/** Source: IAM API Reference, the operations on accounts. */
export const accountConstraints = {
  alias: text({ min: 3, max: 63, pattern: '[a-z0-9]([a-z0-9]|-(?!-)){1,61}[a-z0-9]', secret: true }),
  tokenVersion: oneOf(Object.values(GlobalEndpointTokenVersion)),
}
