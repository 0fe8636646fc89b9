import type { Timing } from '../src/index.ts'

/**
 * Waits of an agent in a test. What has to come comes, however busy the machine is, so nothing is given up before the
 * test itself would be; what is tried again is tried at once.
 */
export const patientTiming = {
  connectMs: 600_000,
  attemptMs: 600_000,
  ownSourceMs: 600_000,
  queueMs: 600_000,
  verifyMs: 600_000,
  renewalWaitMs: 600_000,
  backoffMs: 5,
  refusalMs: 50,
  mostPauseMs: 20,
  renewAgainMs: 50,
  sweepMs: 20,
  changesAgainMs: 20,
  changesRefusedMs: 20,
} as const satisfies Partial<Timing>
