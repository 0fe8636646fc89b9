/** The ARN of a role nobody has named yet, for a command: `NAME` is to be filled in, and `ACCOUNT` where files do not say it. */
export function roleToName({
  partition,
  account,
}: {
  readonly partition: string
  readonly account: string
}): string {
  return `arn:${partition}:iam::${account || 'ACCOUNT'}:role/NAME`
}
