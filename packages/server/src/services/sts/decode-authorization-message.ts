import {
  DecodeAuthorizationMessage$,
  type DecodeAuthorizationMessageRequest,
  type DecodeAuthorizationMessageResponse,
} from '@aws-sdk/client-sts'
import type { Given } from '../given.ts'
import { operation } from '../operation.ts'
import { stsConstraints } from './constraints.ts'
import { stsFaults } from './faults.ts'

/** Opens the explanation of a denial, for whoever may know it: in the account of the caller who was denied. */
export const decodeAuthorizationMessage = operation<
  Given<DecodeAuthorizationMessageRequest>,
  DecodeAuthorizationMessageResponse
>(DecodeAuthorizationMessage$, {
  constraints: { EncodedMessage: stsConstraints.encodedMessage },
  authorize: () => [{ action: 'sts:DecodeAuthorizationMessage', resource: '*', shownAs: '' }],
  trail: { readOnly: true },
  async handle({ EncodedMessage }, { account, authorizationMessages }) {
    const DecodedMessage = authorizationMessages.decode(account, EncodedMessage)
    if (DecodedMessage === undefined) throw stsFaults.invalidAuthorizationMessage()
    return { DecodedMessage }
  },
})
