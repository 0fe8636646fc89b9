import type { CompiledPolicy, ContextValue, Policies, Principal } from '@rolecall/policy'

/** What is simulated: all that is to be known of the requests but the action and the resource. */
export interface Simulation {
  readonly principal: Principal
  /** The account of resources whose ARN names none. */
  readonly owner: string
  readonly policies: Omit<Policies, 'resource'>
  /** The policy given for all resources. */
  readonly resourcePolicy?: CompiledPolicy | undefined
  readonly context: readonly (readonly [key: string, value: ContextValue])[]
}
