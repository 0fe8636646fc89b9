import type { CompiledPolicy, ContextValue, Policies, Principal } from '@rolecall/policy'

/** What is simulated: all that is to be known of the requests but the action and the resource. */
export interface Simulation {
  readonly principal: Principal
  /** The account of resources whose ARN names none. */
  readonly owner: string
  readonly policies: Omit<Policies, 'resource'>
  /** The policy given for all resources. */
  readonly resourcePolicy?: CompiledPolicy | undefined
  /**
   * Whether trust policies of the account's own roles take part. Only where a permission on the account is asked: a
   * simulation of policies that are given as text tells nothing of what is kept.
   */
  readonly knowsRoles: boolean
  readonly context: readonly (readonly [key: string, value: ContextValue])[]
}
