/** The device a call is about, as `LookupEvents` finds it. */
export function mfaDeviceResource({
  SerialNumber,
}: {
  SerialNumber: string
}): { type: string; name: string }[] {
  return [{ type: 'AWS::IAM::VirtualMFADevice', name: SerialNumber }]
}
