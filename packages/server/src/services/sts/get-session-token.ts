import {
  GetSessionToken$,
  type GetSessionTokenRequest,
  type GetSessionTokenResponse,
} from '@aws-sdk/client-sts'
import { operation } from '../operation.ts'
import { stsConstraints } from './constraints.ts'
import { credentialsOutput } from './credentials-output.ts'
import { stsFaults } from './faults.ts'

const usualSeconds = 43_200

/** Temporary credentials of a user. No permission is needed to call it; sessions cannot. */
export const getSessionToken = operation<GetSessionTokenRequest, GetSessionTokenResponse>(GetSessionToken$, {
  constraints: {
    DurationSeconds: stsConstraints.sessionTokenDuration,
    SerialNumber: stsConstraints.serialNumber,
    TokenCode: stsConstraints.tokenCode,
  },
  authorize: () => [],
  trail: { readOnly: true, recordsAnswer: true },
  async handle(input, { caller, account, now, mint }) {
    const { principal, session } = caller
    if (session || principal.type !== 'user') {
      throw stsFaults.accessDenied('Cannot call GetSessionToken with session credentials')
    }
    if (input.SerialNumber !== undefined || input.TokenCode !== undefined) {
      // No user has an MFA device yet, so no code can be right.
      throw stsFaults.accessDenied('MultiFactorAuthentication failed with invalid MFA one time pass code. ')
    }
    const credentials = mint.issue({
      account,
      principal: { type: 'user', name: principal.name, id: principal.id },
      issuedAt: now,
      expiresAt: now + (input.DurationSeconds ?? usualSeconds) * 1000,
    })
    return { Credentials: credentialsOutput(credentials) }
  },
})
