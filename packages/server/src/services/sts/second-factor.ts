import type { ContextValue } from '@rolecall/policy'
import { acceptCodes } from '../iam/mfa-device/accept-codes.ts'
import { readMfaDevice } from '../iam/mfa-device/read-mfa-device.ts'
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
 * The second factor of a call, `undefined` when it shows none. Users show it, with a device of their own; what
 * others show is refused like a device that is not there, so that nobody learns which devices are.
 *
 * @throws Fault AccessDenied
 */
export async function secondFactor(
  { SerialNumber, TokenCode }: Given,
  context: ServiceContext,
): Promise<SecondFactor | undefined> {
  if (SerialNumber === undefined && TokenCode === undefined) return undefined
  if (SerialNumber === undefined || TokenCode === undefined) throw stsFaults.secondFactorIncomplete()
  const { principal } = context.caller
  const device = await readMfaDevice(SerialNumber, context)
  if (principal.type !== 'user' || device?.enabled?.userId !== principal.id) {
    throw stsFaults.secondFactorUnknown()
  }
  if (!(await acceptCodes(device, { code: TokenCode }, context))) throw stsFaults.secondFactorWrong()
  return {
    at: context.now,
    keys: [
      ['aws:MultiFactorAuthPresent', 'true'],
      ['aws:MultiFactorAuthAge', '0'],
    ],
  }
}
