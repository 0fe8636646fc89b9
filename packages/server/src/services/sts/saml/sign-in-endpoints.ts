/** Where identity providers send responses to, and the name of the relying party, by partition. */
const partitions: Readonly<Record<string, { readonly host: string; readonly name: string }>> = {
  aws: { host: 'signin.aws.amazon.com', name: 'urn:amazon:webservices' },
  'aws-cn': { host: 'signin.amazonaws.cn', name: 'urn:amazon:webservices:cn-north-1' },
  'aws-us-gov': { host: 'signin.amazonaws-us-gov.com', name: 'urn:amazon:webservices:govcloud' },
}

interface Place {
  readonly partition: string
  /** Of the SAML provider: one sign-in endpoint is its own. */
  readonly uuid: string
}

/**
 * The endpoints of AWS sign-in, global and of a region, with and without the id of a provider. Identity
 * providers are set up for AWS's own names, so those are what we answer to.
 * Source: "Configure SAML assertions for the authentication response", IAM User Guide.
 */
export const signInEndpoints = {
  isRecipient: (url: string, { partition, uuid }: Place) => {
    const host = partitions[partition]?.host
    const address = /^https:\/\/([a-z0-9.-]+)\/saml(?:\/acs\/([A-Z0-9]+))?$/.exec(url)
    if (host === undefined || !address) return false
    const [, at = '', own = uuid] = address
    return own === uuid && (at === host || /^[a-z]{2}(-[a-z]+)+-\d\.$/.test(at.replace(host, '')))
  },
  isAudience: (text: string, place: Place) =>
    text === partitions[place.partition]?.name || signInEndpoints.isRecipient(text, place),
}
