import type { Constraint, OperationSchema } from '@rolecall/aws-protocol'
import { type Operation, operation } from '../../operation.ts'
import type { ServiceContext } from '../../service-context.ts'
import type { ContextKeys } from '../context-keys.ts'
import type { Taggable } from './taggable.ts'

interface TagRow<Input> {
  /** Limits of the members besides the one that names what has the tags. */
  readonly constraints: Readonly<Record<string, Constraint>>
  readonly readOnly: boolean
  /** Condition keys that follow from the input. */
  readonly keys?: (input: Input) => ContextKeys
  readonly handle: (input: Input, named: string, context: ServiceContext) => Promise<object | void>
}

/** An operation on the tags of anything that can have tags. Its action is named like it. */
export function tagOperation<Input extends object>(
  kind: Taggable,
  schema: OperationSchema,
  { constraints, readOnly, keys = () => [], handle }: TagRow<Input>,
): Operation {
  const nameOf = (input: Input) => (input as Readonly<Record<string, string>>)[kind.member] ?? ''
  return operation<Input, object | void>(schema, {
    constraints: { ...constraints, [kind.member]: kind.constraint },
    authorize: (input, context) => kind.permission(schema[2], nameOf(input), context, keys(input)),
    trail: { readOnly, resources: (input) => [{ type: kind.resourceType, name: nameOf(input) }] },
    handle: (input, context) => handle(input, nameOf(input), context),
  })
}
