import type { RequestContext } from '../context/request-context.ts'
import type { Term } from '../document/policy.ts'

/** Tests one value of the request against one value of the policy. */
export type ValueTest<Subject> = (subject: Subject, context: RequestContext) => boolean

/** A compiled value of a policy, with the folded names of the keys its variables read. */
export interface CompiledValue<Subject> {
  readonly test: ValueTest<Subject>
  readonly keys: readonly string[]
}

/** What the operators of one type have in common. */
export interface OperatorFamily<Subject> {
  readonly type: 'string' | 'numeric' | 'date' | 'boolean' | 'binary' | 'ip' | 'arn'
  /** Reads a value of the request; `undefined` is a value of another type, which never matches. */
  readonly subject: (text: string) => Subject | undefined
  /** Compiles a value of the policy; `undefined` is a value that cannot be read. */
  readonly compile: (term: Term, variables: boolean) => CompiledValue<Subject> | undefined
}
