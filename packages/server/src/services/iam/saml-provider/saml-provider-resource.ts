/** The SAML provider a call is about, as `LookupEvents` finds it. */
export function samlProviderResource(input: { SAMLProviderArn: string }): { type: string; name: string }[] {
  return [{ type: 'AWS::IAM::SAMLProvider', name: input.SAMLProviderArn }]
}
