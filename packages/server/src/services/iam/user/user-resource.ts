/** The user a call is about, as `LookupEvents` finds it; a call about the caller names none. */
export function userResource({
  UserName,
}: {
  UserName?: string | undefined
}): { type: string; name: string }[] {
  return UserName === undefined ? [] : [{ type: 'AWS::IAM::User', name: UserName }]
}
