import { Fault, parseArn, partitionOf } from '@rolecall/core'

/** Whose tables, and where. */
export interface TablePlace {
  readonly region: string
  readonly account: string
}

const tableName = /^[a-zA-Z0-9_.-]{3,255}$/
const indexName = /^[a-zA-Z0-9_.-]{3,255}$/

/** What a name in a request means: the name alone, and its ARN. */
export const tablePlace = {
  /** A table named by its name, or by an ARN, which must be of this account and region. */
  nameOf(text: unknown, place: TablePlace): string {
    if (typeof text !== 'string') throw invalid('A table must be named')
    if (!text.startsWith('arn:')) {
      if (!tableName.test(text)) throw invalid('Invalid table name')
      return text
    }
    const resource = resourceOf(text, place)
    const [, name] = /^table\/([^/]+)$/.exec(resource) ?? []
    if (name === undefined || !tableName.test(name)) throw invalid('The ARN is not one of a table')
    return name
  },

  arnOf(name: string, index: unknown, { region, account }: TablePlace): string {
    const table = `arn:${partitionOf(region)}:dynamodb:${region}:${account}:table/${name}`
    if (index === undefined) return table
    if (typeof index !== 'string' || !indexName.test(index)) throw invalid('Invalid index name')
    return `${table}/index/${index}`
  },

  /** The ARN of a table or of something of a table, of this account and region. */
  checkedArn(text: unknown, place: TablePlace): string {
    if (typeof text !== 'string') throw invalid('An ARN is missing')
    if (!/^table\/[a-zA-Z0-9_.-]{3,255}(?:\/[a-zA-Z0-9_.:-]+)*$/.test(resourceOf(text, place))) {
      throw invalid('Invalid ARN')
    }
    return text
  },
}

function resourceOf(text: string, { region, account }: TablePlace): string {
  const arn = parseArn(text)
  if (
    arn?.service !== 'dynamodb' ||
    arn.partition !== partitionOf(region) ||
    arn.region !== region ||
    arn.account !== account
  ) {
    throw new Fault(
      { code: 'AccessDeniedException', status: 400, blame: 'client' },
      'The ARN is not one of the account and region behind this gateway',
    )
  }
  return arn.resource
}

function invalid(message: string): Fault {
  return new Fault({ code: 'ValidationException', status: 400, blame: 'client' }, message)
}
