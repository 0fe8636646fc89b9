/** The role a call is about, as `LookupEvents` finds it. */
export function roleResource({ RoleName }: { RoleName: string }): { type: string; name: string }[] {
  return [{ type: 'AWS::IAM::Role', name: RoleName }]
}
