import type { CredentialMethod } from '@rolecall/core'

export type Method = CredentialMethod

export type StepName =
  | 'service-account'
  | 'wiring'
  | 'pods'
  | 'environment'
  | 'token'
  | 'issuer'
  | 'provider'
  | 'trust-policy'
  | 'target-role'
  | 'permissions'
  | 'credential-source'
  | 'eks-auth'
  | 'caller-identity'

/** One thing that is wrong. */
export interface Finding {
  /** A short, stable name of the misconfiguration, such as `subject`. */
  readonly kind: string
  readonly sentence: string
  /** What a pod prints because of it, word for word as the AWS CLI or the SDK named here does; absent where nothing is printed. */
  readonly error?: string
  /** A command, or the exact change. */
  readonly fix?: string
}

export interface Step {
  readonly name: StepName
  /** `not-looked-at`: nothing known says whether it holds; `not-reached`: without an earlier step there is nothing to look at. */
  readonly state: 'ok' | 'broken' | 'not-looked-at' | 'not-reached'
  readonly sentence: string
  /** Of a broken step, all that is wrong; the first is its sentence. */
  readonly findings: readonly Finding[]
  /** Of a step that was not looked at, how it can be, where that is known: commands, or what to change. */
  readonly check?: string
}

/** What came of checking a ServiceAccount end to end, as data that can be printed or sent as JSON. */
export interface Verification {
  /** `ok` when every step is, `broken` when one is; else `undecided`. */
  readonly result: 'ok' | 'broken' | 'undecided'
  readonly sentence: string
  readonly cluster: string
  readonly namespace: string
  readonly serviceAccount: string
  /** How its pods get their role; `null` when they get none. */
  readonly method: Method | null
  readonly steps: readonly Step[]
  /** What was not looked at and may matter. */
  readonly notes: readonly string[]
}
