/** Milliseconds since the epoch. Handed in wherever time decides, so that a test can set it. */
export type Clock = () => number

/** The machine's own clock. */
export const systemClock: Clock = () => Date.now()
