import type { Operation } from '@rolecall/aws-protocol'
import { Fault } from '@rolecall/core'
import { NormalizedSchema } from '@smithy/core/schema'
import type { DynamodbRow } from './dynamodb-actions.data.ts'
import type { Members } from './touches-of.ts'

type Schemas = ReadonlyMap<string, NormalizedSchema>

const known = new WeakMap<object, Schemas>()

/**
 * Refuses members that the model does not know, at every depth: one may mean a table or a key to the backend,
 * `tablename` beside `TableName` as well. That a union has one member is for the reader of the protocol to say.
 */
export function refuseUnknown({ name, schema }: Operation, row: DynamodbRow, body: Members): void {
  const refuse = (member: string): never => {
    throw new Fault(
      { code: 'AccessDeniedException', status: 400, blame: 'client' },
      `This gateway does not map the member ${member.slice(0, 100)} of ${name} to an action, so it is denied.`,
    )
  }
  const check = (of: NormalizedSchema, value: unknown): void => {
    if (typeof value !== 'object' || value === null) return
    if (of.isListSchema()) {
      const item = of.getValueSchema()
      if (Array.isArray(value)) for (const one of value) check(item, one)
    } else if (of.isMapSchema()) {
      const item = of.getValueSchema()
      for (const one of Object.values(value)) check(item, one)
    } else if (of.isStructSchema()) {
      const members = membersOf(of)
      for (const [member, one] of Object.entries(value)) check(members.get(member) ?? refuse(member), one)
    }
  }
  const without = row.without?.find((member) => Object.hasOwn(body, member))
  if (without !== undefined) refuse(without)
  check(NormalizedSchema.of(schema[4]), body)
}

function membersOf(schema: NormalizedSchema): Schemas {
  const shape = schema.getSchema() as object
  let members = known.get(shape)
  if (!members) {
    members = new Map(schema.structIterator())
    known.set(shape, members)
  }
  return members
}
