import type { Constraint } from '@rolecall/aws-protocol'
import { iamText } from './iam-text.ts'

const form = /^[\w+=,.@-]*$/

/**
 * A name of a user, group, role, policy or instance profile. Of a character that no name has, IAM speaks in a sentence
 * of its own: it is AWS's answer to `--role-name arn:aws:iam::...`.
 */
export function iamName({ max }: { readonly max: number }): Constraint {
  const length = iamText({ min: 1, max })
  return (value, path, violations) => {
    length(value, path, violations)
    if ((value as string).length <= max && !form.test(value as string)) {
      violations.push(
        `The specified value for ${path} is invalid. It must contain only alphanumeric characters and/or the following: +=,.@_-`,
      )
    }
  }
}
