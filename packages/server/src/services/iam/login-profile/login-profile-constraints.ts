import { text } from '@rolecall/aws-protocol'

/** Source: IAM API Reference, `CreateLoginProfile`. */
export const loginProfileConstraints = {
  password: text({ min: 1, max: 128, pattern: '[\\u0009\\u000A\\u000D\\u0020-\\u00FF]+', secret: true }),
}
