import { iamFaults } from '../faults.ts'
import { iamQuotas } from '../quotas.ts'

/** Thumbprints that a provider may have. @throws Fault InvalidInput, whose text says `fewer` for `no more` */
export function thumbprints(given: readonly string[]): readonly string[] {
  if (given.length > iamQuotas.thumbprintsPerProvider) {
    throw iamFaults.invalidInput(
      `Thumbprint list must contain fewer than ${iamQuotas.thumbprintsPerProvider} entries.`,
    )
  }
  return given
}
