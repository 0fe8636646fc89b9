import type { Path } from '../why/path.ts'
import type { PodSubject } from '../why/question.ts'
import type { Commands } from './commands.ts'
import type { PodRecord, Setup } from './setup.ts'
import type { Finding, Method, StepName } from './verification.ts'

/** What is known on the way from ServiceAccount to session, each step adding to it. */
export interface Progress extends Path<PodSubject> {
  readonly setup: Setup
  /** Those that mend what is found, for where it was looked. */
  readonly commands: Commands
  /** Only this pod is asked about. */
  readonly pod?: string | undefined
  readonly method?: Method
  /** Pods that could have their credentials by now, and templates. */
  readonly pods?: readonly PodRecord[]
  /** ARN of the session that the token gave. */
  readonly session?: string
  /** Steps that are crosses so far: later ones need not say why again. */
  readonly broken: readonly StepName[]
}

/** What a step may add. */
export type Added = Partial<Omit<Progress, 'setup' | 'commands' | 'snapshot' | 'question' | 'broken'>>

interface Onward {
  /** What later steps may go by; behind a cross, as it will be once that is mended. */
  readonly onward?: Added
}

/** What one step found. */
export type StepFound =
  | ({ readonly state: 'ok'; readonly sentence: string } & Onward)
  | ({ readonly state: 'broken'; readonly findings: readonly [Finding, ...Finding[]] } & Onward)
  | ({
      readonly state: 'not-looked-at'
      readonly because: string
      /** How somebody can have it looked at. */
      readonly check?: string | undefined
    } & Onward)

/** A row of the list: what it needs to know, and what it finds. */
export interface StepRow {
  readonly name: StepName
  readonly needs: readonly (keyof Progress)[]
  examine(progress: Progress): StepFound
}
