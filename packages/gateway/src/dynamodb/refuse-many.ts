import { Fault } from '@rolecall/core'
import type { Members } from './touches-of.ts'

interface Count {
  readonly most: number
  readonly of: (body: Members) => number
  readonly message: string
}

const sizeOf = (list: unknown) => (Array.isArray(list) ? list.length : 0)
const requests = (body: Members) => Object.values((body['RequestItems'] ?? {}) as Members)
const sum = (counts: readonly number[]) => counts.reduce((all, one) => all + one, 0)

const transaction: Count = {
  most: 100,
  of: (body) => sizeOf(body['TransactItems']),
  message:
    "1 validation error detected: Value at 'transactItems' failed to satisfy constraint: Member must have length less than or equal to 100",
}

/** Source: "Service, account, and table quotas in Amazon DynamoDB" and the operations' own pages. */
const counts: Readonly<Record<string, Count>> = {
  TransactGetItems: transaction,
  TransactWriteItems: transaction,
  BatchGetItem: {
    most: 100,
    // A table without keys is one to judge all the same.
    of: (body) => sum(requests(body).map((one) => Math.max(1, sizeOf((one as Members | null)?.['Keys'])))),
    message: 'Too many items requested for the BatchGetItem call',
  },
  BatchWriteItem: {
    most: 25,
    of: (body) => sum(requests(body).map((one) => Math.max(1, sizeOf(one)))),
    message: 'Too many items requested for the BatchWriteItem call',
  },
}

/** Refuses more items than AWS takes, before each of them is judged. */
export function refuseMany(operation: string, body: Members): void {
  const count = Object.hasOwn(counts, operation) ? counts[operation] : undefined
  if (!count || count.of(body) <= count.most) return
  throw new Fault({ code: 'ValidationException', status: 400, blame: 'client' }, count.message)
}
