import { Fault } from '@rolecall/core'
import type { DynamodbRow } from './dynamodb-actions.data.ts'
import { type TablePlace, tablePlace } from './table-place.ts'

export type Members = Readonly<Record<string, unknown>>

/** One action on one table that a request asks for. */
export interface Touch {
  readonly action: string
  readonly table: string
  readonly index?: string | undefined
  /** The parts of the input that speak about this table. */
  readonly parts: readonly Members[]
  readonly arn: string
}

type Finder = (operation: string, input: Members, row: DynamodbRow, place: TablePlace) => readonly Touch[]

const transactionActions: Readonly<Record<string, string>> = {
  ConditionCheck: 'dynamodb:ConditionCheckItem',
  Delete: 'dynamodb:DeleteItem',
  Get: 'dynamodb:GetItem',
  Put: 'dynamodb:PutItem',
  Update: 'dynamodb:UpdateItem',
}

/** Finds what a request touches, by where its operation names it. */
export const touchesOf: Readonly<Record<'table' | 'index' | 'tables' | 'transaction', Finder>> = {
  table: (operation, input, { member = 'TableName' }, place) => [
    touch(`dynamodb:${operation}`, input[member], undefined, [input], place),
  ],

  index: (operation, input, _row, place) => [
    touch(`dynamodb:${operation}`, input['TableName'], input['IndexName'], [input], place),
  ],

  tables(operation, input, _row, place) {
    const tables = Object.entries((input['RequestItems'] ?? {}) as Record<string, unknown>)
    return tables.map(([name, requests]) =>
      touch(`dynamodb:${operation}`, name, undefined, partsOf(requests), place),
    )
  },

  transaction(_operation, input, _row, place) {
    const items = (input['TransactItems'] ?? []) as Members[]
    return items.flatMap((item) => {
      const actions = Object.entries(item)
      // Two in one item: the backend might do either, or both.
      if (actions.length !== 1)
        throw invalid('TransactItems can only contain one of Check, Put, Update or Delete')
      const [kind, part] = actions[0] as [string, Members]
      const action = transactionActions[kind]
      if (action === undefined) throw invalid(`TransactItems can not contain ${kind}`)
      return touch(action, part['TableName'], undefined, [part], place)
    })
  },
}

function touch(
  action: string,
  name: unknown,
  index: unknown,
  parts: readonly Members[],
  place: TablePlace,
): Touch {
  const table = tablePlace.nameOf(name, place)
  const arn = tablePlace.arnOf(table, index, place)
  return { action, table, index: index as string | undefined, parts, arn }
}

/** BatchGetItem has keys and a projection for a table, BatchWriteItem a list of puts and deletes. */
function partsOf(requests: unknown): readonly Members[] {
  if (!Array.isArray(requests)) return [requests as Members]
  return requests.flatMap((request: Members) => Object.values(request) as Members[])
}

function invalid(message: string): Fault {
  return new Fault({ code: 'ValidationException', status: 400, blame: 'client' }, message)
}
