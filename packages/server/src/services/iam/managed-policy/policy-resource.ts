/** The managed policy a call is about, as `LookupEvents` finds it. */
export function policyResource({ PolicyArn }: { PolicyArn: string }): { type: string; name: string }[] {
  return [{ type: 'AWS::IAM::Policy', name: PolicyArn }]
}
