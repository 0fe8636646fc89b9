/** One line of the story's table. */
export interface StoryRow {
  readonly who: string
  readonly what: string
  readonly expected: Outcome
  readonly outcome: string
  /** The statement that decided, or the sentence of the refusal. */
  readonly because: string
}

export type Outcome = 'allowed' | 'denied' | 'no-credentials'
