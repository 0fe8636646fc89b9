/** The instance profile a call is about, as `LookupEvents` finds it. */
export function instanceProfileResource({ InstanceProfileName }: { InstanceProfileName: string }): {
  type: string
  name: string
}[] {
  return [{ type: 'AWS::IAM::InstanceProfile', name: InstanceProfileName }]
}
