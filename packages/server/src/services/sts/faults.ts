import {
  ExpiredTokenException$,
  IDPCommunicationErrorException$,
  InvalidAuthorizationMessageException$,
  InvalidIdentityTokenException$,
  JWTPayloadSizeExceededException$,
  MalformedPolicyDocumentException$,
  OutboundWebIdentityFederationDisabledException$,
  PackedPolicyTooLargeException$,
  SessionDurationEscalationException$,
} from '@aws-sdk/client-sts'
import { faultOf } from '@rolecall/aws-protocol'
import { Fault } from '@rolecall/core'

const invalidParameterValue = { code: 'InvalidParameterValue', status: 400, blame: 'client' } as const
const validationError = { code: 'ValidationError', status: 400, blame: 'client' } as const

/** STS's refusals in AWS's words. */
export const stsFaults = {
  accessDenied: (text: string) => new Fault({ code: 'AccessDenied', status: 403, blame: 'client' }, text),
  expiredToken: (text: string) => faultOf(ExpiredTokenException$, text),
  invalidAuthorizationMessage: () => faultOf(InvalidAuthorizationMessageException$, 'Message is not valid'),
  invalidIdentityToken: (text: string) => faultOf(InvalidIdentityTokenException$, text),
  invalidParameter: (text: string) => new Fault(invalidParameterValue, text),
  malformedPolicy: (text: string) => faultOf(MalformedPolicyDocumentException$, text),
  /** For who is no user, or signs with temporary credentials. */
  notOfUser: (operation: string) =>
    stsFaults.accessDenied(`Cannot call ${operation} with session credentials`),
  outboundFederationDisabled: () =>
    faultOf(
      OutboundWebIdentityFederationDisabledException$,
      'Outbound web identity federation is disabled for your account',
    ),
  packedPolicyTooLarge: (text: string) => faultOf(PackedPolicyTooLargeException$, text),
  providerUnreachable: (text: string) => faultOf(IDPCommunicationErrorException$, text),
  secondFactorIncomplete: () =>
    stsFaults.accessDenied(
      'MultiFactorAuthentication failed, must provide both MFA serial number and one time pass code.',
    ),
  secondFactorUnknown: () =>
    stsFaults.accessDenied(
      'MultiFactorAuthentication failed, unable to validate MFA code.  Please verify your MFA serial number is valid and associated with this user.',
    ),
  sessionDurationEscalation: () =>
    faultOf(
      SessionDurationEscalationException$,
      'The requested token duration would extend the session beyond its original expiration time.',
    ),
  tokenPayloadTooLarge: () =>
    faultOf(
      JWTPayloadSizeExceededException$,
      'The requested token payload size exceeds the maximum allowed size.',
    ),
  secondFactorWrong: () =>
    stsFaults.accessDenied('MultiFactorAuthentication failed with invalid MFA one time pass code. '),
  validation: (text: string) => new Fault(validationError, text),
}
