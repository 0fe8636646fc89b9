/** The group a call is about, as `LookupEvents` finds it. */
export function groupResource({ GroupName }: { GroupName: string }): { type: string; name: string }[] {
  return [{ type: 'AWS::IAM::Group', name: GroupName }]
}
