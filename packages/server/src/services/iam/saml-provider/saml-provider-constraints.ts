import { AssertionEncryptionModeType } from '@aws-sdk/client-iam'
import { oneOf, text } from '@rolecall/aws-protocol'

/**
 * Limits of the inputs of operations on SAML providers. AWS takes metadata of up to 10,000,000 characters; a
 * request of ours ends at 512 KiB, and a longer one is refused as such before it is read.
 * Source: IAM API Reference, the parameters of each action.
 */
export const samlProviderConstraints = {
  encryptionMode: oneOf(Object.values(AssertionEncryptionModeType)),
  metadataDocument: text({ min: 1000, max: 10_000_000, secret: true }),
  name: text({ min: 1, max: 128, pattern: '[\\w._-]+', secret: true }),
  privateKey: text({ min: 1, max: 16_384, pattern: '[\\u0009\\u000A\\u000D\\u0020-\\u00FF]+', secret: true }),
  privateKeyId: text({ min: 22, max: 64, pattern: '[A-Z0-9]+', secret: true }),
}
