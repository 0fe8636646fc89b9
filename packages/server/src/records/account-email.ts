import { collection } from '../store/collection.ts'

/** Finds an account by its email, which no two accounts share. */
export const accountEmails = collection<{ readonly accountId: string }, [lowerCaseEmail: string]>(
  'organizations.account-email',
)
