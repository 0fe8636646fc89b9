import {
  ExpiredTokenException$,
  IDPCommunicationErrorException$,
  InvalidIdentityTokenException$,
  MalformedPolicyDocumentException$,
  PackedPolicyTooLargeException$,
} from '@aws-sdk/client-sts'
import { faultOf } from '@rolecall/aws-protocol'
import { Fault } from '@rolecall/core'

const invalidParameterValue = { code: 'InvalidParameterValue', status: 400, blame: 'client' } as const
const validationError = { code: 'ValidationError', status: 400, blame: 'client' } as const

/** STS's refusals in AWS's words. */
export const stsFaults = {
  accessDenied: (text: string) => new Fault({ code: 'AccessDenied', status: 403, blame: 'client' }, text),
  expiredToken: (text: string) => faultOf(ExpiredTokenException$, text),
  invalidIdentityToken: (text: string) => faultOf(InvalidIdentityTokenException$, text),
  invalidParameter: (text: string) => new Fault(invalidParameterValue, text),
  malformedPolicy: (text: string) => faultOf(MalformedPolicyDocumentException$, text),
  packedPolicyTooLarge: (text: string) => faultOf(PackedPolicyTooLargeException$, text),
  providerUnreachable: (text: string) => faultOf(IDPCommunicationErrorException$, text),
  validation: (text: string) => new Fault(validationError, text),
}
