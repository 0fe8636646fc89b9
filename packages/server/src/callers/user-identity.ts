import type { Session } from '../sessions/session.ts'
import { wholeSeconds } from '../trail/whole-seconds.ts'
import type { Caller } from './caller.ts'

/** Who called, as a record says it. Source: "CloudTrail userIdentity element", AWS CloudTrail User Guide. */
export function userIdentity(caller: Caller): Readonly<Record<string, unknown>> {
  const { principal, accessKeyId, account, session } = caller
  switch (principal.type) {
    case 'root':
      return { type: 'Root', principalId: account, arn: principal.arn, accountId: account, accessKeyId }
    case 'user':
      return {
        type: 'IAMUser',
        principalId: principal.id,
        arn: principal.arn,
        accountId: account,
        accessKeyId,
        userName: principal.name,
        ...(session ? { sessionContext: sessionContext(session) } : {}),
      }
    case 'role-session':
      return {
        type: 'AssumedRole',
        principalId: principal.id,
        arn: principal.arn,
        accountId: account,
        accessKeyId,
        sessionContext: {
          sessionIssuer: {
            type: 'Role',
            principalId: principal.roleId,
            arn: principal.roleArn,
            accountId: account,
            userName: principal.roleArn.split('/').at(-1),
          },
          ...(session ? sessionContext(session) : {}),
        },
      }
    case 'federated-user':
      return {
        type: 'FederatedUser',
        principalId: principal.id,
        arn: principal.arn,
        accountId: account,
        accessKeyId,
        sessionContext: {
          sessionIssuer: {
            type: 'IAMUser',
            principalId: session?.principal.id,
            arn: principal.userArn,
            accountId: account,
            userName: session?.principal.name,
          },
          ...(session ? sessionContext(session) : {}),
        },
      }
    default:
      return { type: 'Unknown', accountId: account, accessKeyId }
  }
}

function sessionContext(session: Session): Record<string, unknown> {
  const { federatedProvider, issuedAt, mfaAt, samlSubject, sourceIdentity } = session
  return {
    ...(federatedProvider === undefined || samlSubject !== undefined
      ? {}
      : { webIdFederationData: { federatedProvider, attributes: {} } }),
    attributes: {
      creationDate: wholeSeconds(issuedAt),
      mfaAuthenticated: String(mfaAt !== undefined),
    },
    ...(sourceIdentity === undefined ? {} : { sourceIdentity }),
  }
}
