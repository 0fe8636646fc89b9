import { Fault, type FaultShape } from '@rolecall/core'
import type { Decision, Policies, Request } from '@rolecall/policy'
import type { Caller } from './caller.ts'

/** A request that policies denied, with all that went into the decision. */
export interface Denial {
  readonly caller: Caller
  readonly request: Request
  readonly policies: Policies
  readonly decision: Decision
  /** What is said in place of an explanation, where the whole one would tell what is not the account's to know. */
  readonly instead?: string | undefined
}

/** A denial as a fault: its text is AWS's, and the explanation goes sealed behind it. */
export class DenialFault extends Fault {
  readonly denial: Denial

  constructor(shape: FaultShape, message: string, denial: Denial) {
    super(shape, message)
    this.denial = denial
  }
}
