import { type Constraint, constraints, type OperationSchema } from '@rolecall/aws-protocol'
import type { PodIdentity } from '../trail/trail-record.ts'
import type { Permission } from './permission.ts'
import type { CallContext, ServiceContext, SignedContext } from './service-context.ts'

/** What the trail says of a call beyond what every record says. */
export interface OperationTrail<Input> {
  readonly readOnly: boolean
  /** The answer stands in the record although the call only reads, as for credentials handed out. */
  readonly recordsAnswer?: boolean
  /** Type as AWS Config names it, and name or ARN: what `LookupEvents` finds the call by. */
  readonly resources?: (input: Input) => readonly { readonly type: string; readonly name: string }[]
}

/** What an unsigned call proved by its input: who calls, for the trail, and what `handle` needs to know. */
export interface Proof {
  /** The account the call is about. */
  readonly account: string
  readonly userIdentity: Readonly<Record<string, unknown>>
  readonly username?: string | undefined
  readonly pod?: PodIdentity | undefined
  /** What the trail says of the request beyond its members, such as the tags that a credential brought. */
  readonly requestParameters?: Readonly<Record<string, unknown>> | undefined
}

/** `void` for an operation that answers nothing but its request id. */
type Answer = object | void

interface OperationRow<Input> {
  /** Limits and patterns that the schema does not carry. */
  readonly constraints?: Readonly<Record<string, Constraint>>
  /** The action whose permission it asks for, of an operation that AWS does not have. */
  readonly extends?: string
  readonly trail: OperationTrail<Input>
}

/** A call that must be signed, and that the caller's policies decide on. */
interface SignedRow<Input, Output extends Answer, Prepared> extends OperationRow<Input> {
  /** The permissions it needs; none for a call that nobody can be denied. */
  readonly authorize: (
    input: Input,
    context: ServiceContext,
  ) => readonly Permission[] | Promise<readonly Permission[]>
  /**
   * What takes too long to be done on the store, such as the hash of a password. It runs for those who have the
   * permissions, which are asked for again on the store; what it read there may have changed by then.
   */
  readonly prepare?: (input: Input, context: SignedContext) => Promise<Prepared>
  /** Throws a Fault of the service for what it refuses. Runs alone on the store, and waits for nothing else. */
  readonly handle: (input: Input, context: ServiceContext, prepared: Prepared) => Promise<Output>
}

/** A call whose credential is in its input, such as a web identity token. */
interface UnsignedRow<Input, Output extends Answer, Proven extends Proof> extends OperationRow<Input> {
  /** Verifies the credential. May use the network: it runs before the store is entered. */
  readonly prove: (input: Input, context: CallContext) => Promise<Proven>
  readonly handle: (input: Input, context: ServiceContext, proven: Proven) => Promise<Output>
}

/** A row that says everything about an operation: parser, writer, authorizer and trail are fed from it. */
export interface Operation {
  readonly schema: OperationSchema
  readonly constraint: Constraint
  readonly extends?: string
  readonly trail: OperationTrail<never>
  readonly authorize?: SignedRow<never, Answer, unknown>['authorize']
  readonly prepare?: (input: never, context: SignedContext) => Promise<unknown>
  readonly prove?: UnsignedRow<never, Answer, Proof>['prove']
  /** Handed what `prove` or `prepare` answered. */
  readonly handle: (input: never, context: ServiceContext, known: never) => Promise<Answer>
}

/** An operation for signed callers. `Input` and `Output` are AWS's own types of the operation's schema. */
export function operation<Input, Output extends Answer, Prepared = undefined>(
  schema: OperationSchema,
  row: SignedRow<Input, Output, Prepared>,
): Operation {
  const { constraints: rows = {}, ...rest } = row
  return { schema, constraint: constraints(schema, rows), ...rest }
}

/** An operation whose caller is proven by its input. */
export function unsignedOperation<Input, Output extends Answer, Proven extends Proof>(
  schema: OperationSchema,
  row: UnsignedRow<Input, Output, Proven>,
): Operation {
  const { constraints: rows = {}, ...rest } = row
  return { schema, constraint: constraints(schema, rows), ...rest }
}
