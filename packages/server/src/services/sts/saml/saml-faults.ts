import { IDPRejectedClaimException$ } from '@aws-sdk/client-sts'
import { faultOf } from '@rolecall/aws-protocol'
import { stsFaults } from '../faults.ts'

const { invalidIdentityToken, expiredToken } = stsFaults
const namePattern = '[a-zA-Z_0-9+=,.@-]{2,64}'

/**
 * Why a SAML response earns nothing, in AWS's words where they are known.
 * Source: "Troubleshoot SAML federation with IAM", IAM User Guide.
 */
export const samlFaults = {
  badAttribute: (name: string) =>
    invalidIdentityToken(`The attribute ${name} of the SAML assertion is malformed.`),
  /** Who sends the response learns no more: a difference here would open what is encrypted, bit by bit. */
  badSignature: () => invalidIdentityToken('Response signature invalid'),
  /** @param end milliseconds since the epoch. */
  expired: (now: number, end: number) =>
    expiredToken(
      `Token expired: current date/time ${Math.floor(now / 1000)} must be before the expiration date/time ${Math.floor(end / 1000)}`,
    ),
  malformed: () => invalidIdentityToken('Your request included an invalid SAML response.'),
  noConfirmation: () =>
    // The spelling is AWS's.
    invalidIdentityToken('Responses must contain SubjectConfirmatonData with a Recipient and NotOnOrAfter'),
  noProvider: () => invalidIdentityToken("Specified provider doesn't exist"),
  noSessionName: () => invalidIdentityToken('RoleSessionName is required in AuthnResponse'),
  noSubject: () => invalidIdentityToken('The SAML assertion must name its subject by one NameID.'),
  notBase64: () => invalidIdentityToken('Invalid base64 SAMLResponse'),
  notEncrypted: () => invalidIdentityToken('The SAML provider requires that assertions are encrypted.'),
  notYetValid: () => invalidIdentityToken('The SAML assertion is not valid yet.'),
  otherAudience: () => invalidIdentityToken('Response does not contain the required audience.'),
  otherIssuer: () => invalidIdentityToken('Issuer not present in specified provider'),
  otherRecipient: () =>
    invalidIdentityToken('The SAML response is addressed to another endpoint than that of AWS sign-in.'),
  otherRole: () =>
    invalidIdentityToken("SAML Assertion doesn't contain the requested Role and Metadata in the attributes"),
  providerExpired: () =>
    invalidIdentityToken('The metadata of the SAML provider has expired. Update the provider.'),
  rejected: (status: string) =>
    faultOf(
      IDPRejectedClaimException$,
      `The identity provider reported that authentication failed: ${status.slice(0, 128)}`,
    ),
  tooOld: () => expiredToken('Token must be redeemed within 5 minutes of issuance'),
  unknownCondition: () => invalidIdentityToken('The SAML assertion sets a condition that is not supported.'),
  wrongSessionName: () => invalidIdentityToken(`RoleSessionName in AuthnResponse must match ${namePattern}`),
  wrongSourceIdentity: () =>
    invalidIdentityToken(`Source Identity must match ${namePattern} and not begin with "aws:"`),
}
