/** Why IAM does not take a text as Action, in its words. */
export function refuseAction(action: string): string | undefined {
  if (action === '*') return undefined
  const parts = action.split(':')
  if (parts.length === 1) return 'Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.'
  if (parts.length > 2) return 'Actions/Condition can contain only one colon.'
  const vendor = parts[0]!
  return vendor === '*' || /^[a-zA-Z0-9.-]*$/.test(vendor) ? undefined : `Vendor ${vendor} is not valid`
}
