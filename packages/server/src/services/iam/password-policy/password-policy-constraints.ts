import { integer } from '@rolecall/aws-protocol'

/** Source: IAM API Reference, `UpdateAccountPasswordPolicy`. */
export const passwordPolicyConstraints = {
  maxAge: integer({ min: 1, max: 1095 }),
  minimumLength: integer({ min: 6, max: 128 }),
  reusePrevention: integer({ min: 1, max: 24 }),
}
