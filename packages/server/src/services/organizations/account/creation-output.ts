import type { CreateAccountStatus } from '@aws-sdk/client-organizations'
import type { AccountCreation } from '../../../records/account-creation.ts'

/** A request to make an account as the service writes it. */
export function creationOutput(creation: AccountCreation): CreateAccountStatus {
  const { id, accountName, state, requestedAt, completedAt, accountId, failureReason } = creation
  return {
    Id: id,
    AccountName: accountName,
    State: state,
    RequestedTimestamp: new Date(requestedAt),
    ...(completedAt === undefined ? {} : { CompletedTimestamp: new Date(completedAt) }),
    ...(accountId === undefined ? {} : { AccountId: accountId }),
    ...(failureReason === undefined ? {} : { FailureReason: failureReason }),
  }
}
