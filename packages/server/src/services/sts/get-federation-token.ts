import {
  GetFederationToken$,
  type GetFederationTokenRequest,
  type GetFederationTokenResponse,
} from '@aws-sdk/client-sts'
import { federatedUserArn } from '../../sessions/federated-user-arn.ts'
import type { Given } from '../given.ts'
import { operation } from '../operation.ts'
import { stsConstraints } from './constraints.ts'
import { credentialsOutput } from './credentials-output.ts'
import { stsFaults } from './faults.ts'
import { issueSession } from './issue-session.ts'
import { packedPolicySize } from './packed-policy-size.ts'
import { requestTags } from './request-tags.ts'
import { sessionPolicies } from './session-policy.ts'
import { sessionTags } from './session-tags.ts'
import { sessionTokenSize } from './session-token-size.ts'

const usualSeconds = 43_200

/**
 * Temporary credentials of a user for somebody they vouch for. The session has no permissions but those that both
 * the user's policies and the session policies give. Source: API Reference of GetFederationToken.
 */
export const getFederationToken = operation<Given<GetFederationTokenRequest>, GetFederationTokenResponse>(
  GetFederationToken$,
  {
    constraints: {
      DurationSeconds: stsConstraints.sessionTokenDuration,
      MinimumSessionTokenSize: stsConstraints.minimumSessionTokenSize,
      Name: stsConstraints.federatedUserName,
      Policy: stsConstraints.policy,
      PolicyArns: stsConstraints.policyArns,
      Tags: stsConstraints.tags,
    },
    authorize: (input, { account, partition, caller }) => {
      const { passed } = sessionTags(input, caller.session)
      const resource = federatedUserArn({ partition, account }, input.Name)
      const context = requestTags(passed)
      const actions = ['sts:GetFederationToken', ...(context.length > 0 ? ['sts:TagSession'] : [])]
      return actions.map((action) => ({ action, resource, context }))
    },
    trail: { readOnly: true, recordsAnswer: true },
    async handle(input, { account, caller, mint, now, partition, transaction }) {
      const { principal } = caller
      if (principal.type !== 'user') throw stsFaults.notOfUser('GetFederationToken')
      const { tags } = sessionTags(input, undefined)
      const { packedSize, ...policies } = await sessionPolicies(input, account, transaction)
      const isTagged = Object.keys(tags).length > 0
      const credentials = issueSession(
        {
          account,
          principal: {
            type: 'federated-user',
            name: principal.name,
            id: principal.id,
            federatedName: input.Name,
          },
          issuedAt: now,
          expiresAt: now + (input.DurationSeconds ?? usualSeconds) * 1000,
          ...policies,
          ...(isTagged ? { tags } : {}),
        },
        mint,
        input.MinimumSessionTokenSize,
      )
      return {
        Credentials: credentialsOutput(credentials),
        FederatedUser: {
          FederatedUserId: `${account}:${input.Name}`,
          Arn: federatedUserArn({ partition, account }, input.Name),
        },
        PackedPolicySize: packedPolicySize(credentials, packedSize, isTagged) ?? 0,
        ...sessionTokenSize(credentials),
      }
    },
  },
)
