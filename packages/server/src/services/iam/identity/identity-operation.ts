import type { Constraint, OperationSchema } from '@rolecall/aws-protocol'
import { type Operation, operation } from '../../operation.ts'
import type { ServiceContext } from '../../service-context.ts'
import type { ContextKeys } from '../context-keys.ts'
import { findIdentity } from './find-identity.ts'
import { findIdentityToChange } from './find-identity-to-change.ts'
import type { Identity } from './identity.ts'
import type { IdentityKind } from './identity-kind.ts'
import { identityPermission } from './identity-permission.ts'

/** What an operation does with the identity it names, whatever its kind. */
interface IdentityRow<Input> {
  /** Limits of the members besides the name. */
  readonly constraints: Readonly<Record<string, Constraint>>
  readonly readOnly: boolean
  /** Condition keys that follow from the input. */
  readonly keys?: (input: Input) => ContextKeys
  /** What the call is about besides the identity, as `LookupEvents` finds it. */
  readonly resources?: (input: Input) => readonly { readonly type: string; readonly name: string }[]
  readonly handle: (identity: Identity, input: Input, context: ServiceContext) => Promise<object | void>
}

/** An operation that roles, users and groups have alike. Its action is named like it. */
export function identityOperation<Input extends object>(
  kind: IdentityKind,
  schema: OperationSchema,
  { constraints, readOnly, keys = () => [], resources = () => [], handle }: IdentityRow<Input>,
): Operation {
  const nameOf = (input: Input) => (input as Readonly<Record<string, string>>)[kind.member] ?? ''
  return operation<Input, object | void>(schema, {
    constraints: { ...constraints, [kind.member]: kind.name },
    authorize: (input, context) => identityPermission(kind, schema[2], nameOf(input), context, keys(input)),
    trail: {
      readOnly,
      resources: (input) => [{ type: kind.resourceType, name: nameOf(input) }, ...resources(input)],
    },
    async handle(input, context) {
      const find = readOnly ? findIdentity : findIdentityToChange
      return handle(await find(kind, nameOf(input), context), input, context)
    },
  })
}
