/** Wrong codes or passwords in a row: how many, and when the latest came, in milliseconds since the epoch. */
export interface WrongAttempts {
  readonly count: number
  readonly lastAt: number
}
