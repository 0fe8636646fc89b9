const addresses = { 4: '169.254.170.23', 6: 'fd00:ec2::23' } as const
const hosts = [addresses[4], `[${addresses[6]}]`] as const

/**
 * Where SDKs look for the EKS Pod Identity Agent on every node. No others are allowed to them without TLS. Source: "EKS
 * Pod Identity Agent", EKS User Guide.
 */
export const podIdentityAgent = {
  /** By the version of IP. */
  addresses,
  /** The same as in a URL. */
  hosts,
  credentialsUris: hosts.map((host) => `http://${host}/v1/credentials`),
} as const
