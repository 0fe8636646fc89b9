/** The OIDC provider a call is about, as `LookupEvents` finds it. */
export function providerResource(input: {
  OpenIDConnectProviderArn: string
}): { type: string; name: string }[] {
  return [{ type: 'AWS::IAM::OIDCProvider', name: input.OpenIDConnectProviderArn }]
}
