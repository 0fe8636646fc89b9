import type { GivenContext } from '../context/given-context.ts'

/** May a pod, or a principal, do this? */
export type Question = PodQuestion | PrincipalQuestion

/** The pods of a ServiceAccount, asked about as who they are and not for what they may do. */
export interface PodSubject extends Circumstances {
  readonly cluster: string
  readonly namespace: string
  readonly serviceAccount: string
}

export interface PodQuestion extends Asked, PodSubject {}

export interface PrincipalQuestion extends Asked {
  /** ARN of a role, of a session of one, or of a user. */
  readonly principal: string
}

interface Asked extends Circumstances {
  /** `s3:GetObject` */
  readonly action: string
  /** An ARN, or `*` for an action that knows no resources. */
  readonly resource: string
}

interface Circumstances {
  /** Keys of the request that nothing read can tell. */
  readonly context?: GivenContext | undefined
  /** When, in milliseconds since the epoch; without it, what depends on the time is undecided. */
  readonly at?: number | undefined
}
