export type { Outcome, TellOutcome } from './outcome.ts'
export type { Wiring, WiringLookup, WiringOf } from './wiring.ts'
