import {
  GetSessionToken$,
  type GetSessionTokenRequest,
  type GetSessionTokenResponse,
} from '@aws-sdk/client-sts'
import { operation } from '../operation.ts'
import { stsConstraints } from './constraints.ts'
import { credentialsOutput } from './credentials-output.ts'
import { stsFaults } from './faults.ts'
import { issueSession } from './issue-session.ts'
import { secondFactor } from './second-factor.ts'
import { sessionTokenSize } from './session-token-size.ts'

const usualSeconds = 43_200

/** Temporary credentials of a user. No permission is needed to call it; sessions cannot. */
export const getSessionToken = operation<GetSessionTokenRequest, GetSessionTokenResponse>(GetSessionToken$, {
  constraints: {
    DurationSeconds: stsConstraints.sessionTokenDuration,
    MinimumSessionTokenSize: stsConstraints.minimumSessionTokenSize,
    SerialNumber: stsConstraints.serialNumber,
    TokenCode: stsConstraints.tokenCode,
  },
  authorize: () => [],
  trail: { readOnly: true, recordsAnswer: true },
  async handle(input, context) {
    const { account, caller, mint, now } = context
    const { principal } = caller
    if (caller.session || principal.type !== 'user') throw stsFaults.notOfUser('GetSessionToken')
    const factor = await secondFactor(input, context)
    const credentials = issueSession(
      {
        account,
        principal: { type: 'user', name: principal.name, id: principal.id },
        issuedAt: now,
        expiresAt: now + (input.DurationSeconds ?? usualSeconds) * 1000,
        ...(factor ? { mfaAt: factor.at } : {}),
      },
      mint,
      input.MinimumSessionTokenSize,
    )
    return { Credentials: credentialsOutput(credentials), ...sessionTokenSize(credentials) }
  },
})
