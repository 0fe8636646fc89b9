/** The addresses at which SDKs look for the agent, and no others are allowed to them without TLS. */
export const nodeAddresses = {
  4: '169.254.170.23',
  6: 'fd00:ec2::23',
} as const
