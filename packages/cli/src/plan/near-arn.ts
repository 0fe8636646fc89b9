import { nearestName } from '@rolecall/analyzer'

/** The ARN that somebody may have meant: the same name in another place, a slip of the hand, or a name cut short. */
export function nearArn(wanted: string, arns: readonly string[]): string | undefined {
  const name = nameOf(wanted)
  const near = nearestName(name, arns.map(nameOf))?.name
  // A beginning that fits several is no hint: `AmazonS3` is not to become AmazonS3FullAccess.
  const longer = arns.filter((arn) => nameOf(arn).startsWith(name))
  return (
    arns.find((arn) => nameOf(arn) === name) ??
    arns.find((arn) => nameOf(arn) === near) ??
    (longer.length === 1 ? longer[0] : undefined)
  )
}

/** Policies of AWS stand under paths such as `service-role/`, which nobody remembers. */
function nameOf(arn: string): string {
  return arn.slice(arn.lastIndexOf('/') + 1)
}
