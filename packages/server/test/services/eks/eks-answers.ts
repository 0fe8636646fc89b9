import { expect } from 'vitest'

/** What EKS says of things below a cluster, and their names in this account. */
export const eksAnswers = {
  role: (name: string) => `arn:aws:iam::111122223333:role/${name}`,
  /** An ARN that ends in an id. */
  arn: (resource: string) =>
    expect.stringMatching(`^arn:aws:eks:us-east-1:111122223333:${resource}/[0-9a-f-]{36}$`) as unknown,
  invalid: (text: string) => ['InvalidParameterException', 400, text] as const,
  missing: (text: string) => ['ResourceNotFoundException', 404, text] as const,
  inUse: (text: string) => ['ResourceInUseException', 409, text] as const,
}
