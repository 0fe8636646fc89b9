import type { MfaDevice } from '../../../records/mfa-device.ts'
import type { ServiceContext } from '../../service-context.ts'
import { attempts } from '../attempts.ts'
import { keepMfaDevice } from './keep-mfa-device.ts'
import { oneTimeCodes } from './one-time-codes.ts'

/** What a device is to show: one code to sign in, or two to have its clock found, so many steps off at most. */
type Shown =
  | { readonly code: string }
  | { readonly codes: readonly [first: string, second: string]; readonly far: number }

/**
 * The device after it showed its codes, or `undefined` when they are wrong, used, or come after so many wrong ones
 * that even the right one is not taken. Both are written and stay so when the call is refused for another reason:
 * a code is good once.
 */
export async function acceptCodes(
  device: MfaDevice,
  shown: Shown,
  context: ServiceContext,
): Promise<MfaDevice | undefined> {
  const { now, regardless, vault } = context
  if (attempts.areLocked(device.wrong, now)) return undefined
  const seed = vault.open(`MFA device ${device.serialNumber}`, device.sealedSeed)
  const step =
    'code' in shown
      ? oneTimeCodes.stepOf({ ...device, seed }, shown.code, now)
      : oneTimeCodes.stepOfPair({ ...device, seed }, shown.codes, now, shown.far)
  const after: MfaDevice =
    step === undefined
      ? { ...device, wrong: attempts.afterWrong(device.wrong, now) }
      : {
          ...device,
          wrong: undefined,
          lastStep: step,
          drift: 'code' in shown ? device.drift : driftAt(step, now),
        }
  await regardless((transaction) => keepMfaDevice(after, { transaction }))
  return step === undefined ? undefined : after
}

/** One step off is how people type, and no clock that is wrong. */
function driftAt(step: number, now: number): number {
  const off = step - oneTimeCodes.stepAt(now)
  return Math.abs(off) <= 1 ? 0 : off
}
