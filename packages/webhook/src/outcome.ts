import type { Wiring } from './wiring.ts'

/** What became of one pod: the source of a metric, and of an Event where a pod did not get what it should have. */
export interface Outcome {
  /**
   * `mutated`; `unwired`: its ServiceAccount has no role; `complete`: it had everything already; `partial`: something
   * in the pod kept us from giving all of it (a variable of another value, a volume of our name); `skipped`: its
   * author asked for nothing, by label or for every container; `unknown`: its ServiceAccount could not be found out;
   * `unreadable`: no pod that we understand.
   */
  readonly result: 'mutated' | 'unwired' | 'complete' | 'partial' | 'skipped' | 'unknown' | 'unreadable'
  readonly allowed: boolean
  readonly method?: Wiring['method']
  readonly namespace: string
  /** A pod made by a controller has no name yet, only what it will begin with. */
  readonly pod: string
  readonly serviceAccount: string
  readonly dryRun: boolean
  /** For people, without secrets: why it is not `mutated`. */
  readonly because?: string
}

export type TellOutcome = (outcome: Outcome) => void
