import { iamFaults } from '../faults.ts'
import { iamQuotas } from '../quotas.ts'

/** Refusals about instance profiles, in AWS's words. */
export const instanceProfileFaults = {
  exists: (name: string) => iamFaults.alreadyExists(`Instance Profile ${name} already exists.`),
  /** AWS's name of this quota; there is no other sense in it. */
  hasRole: () =>
    iamFaults.quotaExceeded('InstanceSessionsPerInstanceProfile', iamQuotas.rolesPerInstanceProfile),
  noSuchProfile: (name: string) => iamFaults.noSuchEntity(`Instance Profile ${name} cannot be found.`),
}
