import { parseArn } from '@rolecall/core'
import type { Lookup } from '../snapshot/lookup.ts'
import type { Doors } from './doors.ts'

/** Asks IAM about an ARN. IAM is asked by name: about another account it would answer of the wrong one. */
export async function unlessElsewhere<Item>(
  arn: string,
  { account }: Doors,
  ask: () => Promise<Lookup<Item>>,
): Promise<Lookup<Item>> {
  const of = parseArn(arn)?.account
  return of === account
    ? ask()
    : { state: 'unread', because: `it is of account ${of}, and these credentials read account ${account}` }
}
