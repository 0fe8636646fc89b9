import { Fault } from '@rolecall/core'
import type { DynamodbRow } from './dynamodb-actions.data.ts'
import { type TablePlace, tablePlace } from './table-place.ts'
import type { Members } from './touches-of.ts'

/**
 * The request with its tables named by their names: an ARN holds our account and region, which are not the
 * backend's. Answers `undefined` when nothing is to be changed, so that the body goes on as it came.
 */
export function plainNames(body: Members, row: DynamodbRow, place: TablePlace): Members | undefined {
  const plain = (name: unknown) => tablePlace.nameOf(name, place)
  if (row.on === 'tables') return plainKeys(body, plain)
  if (row.on === 'transaction') {
    const items = (body['TransactItems'] ?? []) as Members[]
    if (!items.some((item) => Object.values(item).some((part) => isArn((part as Members)['TableName'])))) {
      return undefined
    }
    const renamed = items.map((item) =>
      Object.fromEntries(
        Object.entries(item).map(([kind, part]) => [
          kind,
          { ...(part as Members), TableName: plain((part as Members)['TableName']) },
        ]),
      ),
    )
    return { ...body, TransactItems: renamed }
  }
  const member = row.member ?? 'TableName'
  if (row.on === 'arn' || !isArn(body[member])) return undefined
  return { ...body, [member]: plain(body[member]) }
}

function plainKeys(body: Members, plain: (name: unknown) => string): Members | undefined {
  const tables = Object.entries((body['RequestItems'] ?? {}) as Members)
  if (!tables.some(([name]) => isArn(name))) return undefined
  const renamed = tables.map(([name, requests]) => [plain(name), requests] as const)
  if (new Set(renamed.map(([name]) => name)).size < renamed.length) {
    throw new Fault(
      { code: 'ValidationException', status: 400, blame: 'client' },
      'A table is named twice, by its name and by its ARN',
    )
  }
  return { ...body, RequestItems: Object.fromEntries(renamed) }
}

function isArn(name: unknown): boolean {
  return typeof name === 'string' && name.startsWith('arn:')
}
