import type { ContextValue } from '@rolecall/policy'
import type { ServiceContext } from '../service-context.ts'
import { stsFaults } from './faults.ts'

interface Given {
  readonly SerialNumber?: string | undefined
  readonly TokenCode?: string | undefined
}

/** A second factor that was shown with a call, and found to be right. */
export interface SecondFactor {
  /** Milliseconds since the epoch: a session's `mfaAt`. */
  readonly at: number
  /** `aws:MultiFactorAuthPresent` and `aws:MultiFactorAuthAge` of the call that shows it. */
  readonly keys: readonly (readonly [key: string, value: ContextValue])[]
}

/**
 * The second factor of a call, `undefined` when it shows none. No user has a device yet, so whatever is shown is
 * wrong, and none is let pass unseen.
 *
 * @throws Fault AccessDenied
 */
export async function secondFactor(
  { SerialNumber, TokenCode }: Given,
  _context: ServiceContext,
): Promise<SecondFactor | undefined> {
  if (SerialNumber === undefined && TokenCode === undefined) return undefined
  throw SerialNumber === undefined || TokenCode === undefined
    ? stsFaults.secondFactorIncomplete()
    : stsFaults.secondFactorUnknown()
}
