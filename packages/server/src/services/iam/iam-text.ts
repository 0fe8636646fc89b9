import { type Constraint, type TextLimits, text } from '@rolecall/aws-protocol'

/** Limits of a text of IAM's, whose messages do not repeat the value. */
export function iamText(limits: TextLimits): Constraint {
  return text({ ...limits, secret: true })
}
