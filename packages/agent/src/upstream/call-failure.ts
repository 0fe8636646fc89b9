import type { Fault } from '@rolecall/core'
import type { ErrorMeaning } from './read-error.ts'

/** A call upstream that gave nothing: what the pod is told, and what that means for what is kept. */
export class CallFailure extends Error {
  readonly fault: Fault
  readonly meaning: ErrorMeaning
  /** EKS Auth's word, or our reason. */
  readonly code: string

  constructor(fault: Fault, meaning: ErrorMeaning, code: string) {
    super(fault.message)
    this.name = 'CallFailure'
    this.fault = fault
    this.meaning = meaning
    this.code = code
  }
}
