import { integer, list, oneOf, structure, text } from '@rolecall/aws-protocol'
import { outboundAlgorithms } from '../../records/outbound-issuer.ts'

/** Source: AWS STS API Reference, the parameters of each action. */
export const stsConstraints = {
  accessKeyId: text({ min: 16, max: 128, pattern: '[\\w]*' }),
  audience: list({ min: 1, max: 10, of: text({ min: 1, max: 1000 }) }),
  arn: text({ min: 20, max: 2048 }),
  encodedMessage: text({ min: 1, max: 10_240, secret: true }),
  externalId: text({ min: 2, max: 1224, pattern: '[\\w+=,.@:\\/-]*' }),
  federatedUserName: text({ min: 2, max: 32, pattern: '[\\w+=,.@-]*' }),
  minimumSessionTokenSize: integer({ min: 0, max: 4096 }),
  policy: text({ min: 1, max: 2048, pattern: '[\\u0009\\u000A\\u000D\\u0020-\\u00FF]+' }),
  policyArns: list({ max: 10, of: structure({ arn: text({ min: 20, max: 2048 }) }) }),
  providerId: text({ min: 4, max: 2048 }),
  roleDuration: integer({ min: 900, max: 43_200 }),
  samlAssertion: text({ min: 4, max: 100_000, secret: true }),
  serialNumber: text({ min: 9, max: 256, pattern: '[\\w+=/:,.@-]*' }),
  sessionName: text({ min: 2, max: 64, pattern: '[\\w+=,.@-]*' }),
  sessionTokenDuration: integer({ min: 900, max: 129_600 }),
  tags: list({
    max: 50,
    of: structure({
      Key: text({ min: 1, max: 128, pattern: '[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]+' }),
      Value: text({ min: 0, max: 256, pattern: '[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*' }),
    }),
  }),
  signingAlgorithm: oneOf(outboundAlgorithms),
  tokenCode: text({ min: 6, max: 6, pattern: '[\\d]*' }),
  webIdentityDuration: integer({ min: 60, max: 3600 }),
  webIdentityToken: text({ min: 4, max: 20_000, secret: true }),
}
