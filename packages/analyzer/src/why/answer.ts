import type { CredentialMethod } from '@rolecall/core'
import type { Evidence } from '../policies/evidence.ts'
import type { Question } from './question.ts'

export type LinkName =
  | 'service-account'
  | 'association'
  | 'role-annotation'
  | 'audience'
  | 'issuer'
  | 'provider'
  | 'client-id'
  | 'principal'
  | 'role'
  | 'trust-policy'
  | 'target-role'
  | 'identity-policies'
  | 'permissions-boundary'
  | 'session-policies'
  | 'resource-policy'
  | 'decision'

/** One link of the chain from pod to resource. */
export interface Link {
  readonly name: LinkName
  /** `not-reached` behind a broken link, and where too little is known to ask. */
  readonly state: 'ok' | 'broken' | 'undecided' | 'not-reached'
  readonly sentence: string
  readonly evidence: readonly Evidence[]
  /** What would mend it, or decide it. */
  readonly fix?: string
}

/** What turns the answer round. */
export interface AnswerChange {
  /** In order; all of them are needed. */
  readonly steps: readonly string[]
  /** Whether that is known to be enough; if not, ask again after it. */
  readonly complete: boolean
}

/** The answer to one question, as data that can be printed or sent as JSON. */
export interface Answer {
  readonly result: 'allowed' | 'denied' | 'undecided'
  /** The whole answer in one line. */
  readonly sentence: string
  readonly question: Question
  /** How pods get their role; absent for a principal, and where pods get none or nobody may say how. */
  readonly method?: CredentialMethod
  readonly links: readonly Link[]
  /** The statement, or other text, that settled it; absent when the lack of one did. */
  readonly deciding?: Evidence
  /** Of an implicit denial, the statement that came closest. */
  readonly nearest?: Evidence
  /** On a denial the smallest change found that would allow, on a permission the one that would deny. */
  readonly change?: AnswerChange
  /** What was not looked at and may matter. */
  readonly notes: readonly string[]
}
