import { iamFaults } from '../faults.ts'

/** Refusals about groups, in AWS's words. */
export const groupFaults = {
  exists: (name: string) => iamFaults.alreadyExists(`Group with name ${name} already exists.`),
  hasUsers: () => iamFaults.deleteConflict('Cannot delete entity, must remove users from group first.'),
  noSuchGroup: (name: string) => iamFaults.noSuchEntity(`The group with name ${name} cannot be found.`),
  noSuchPolicy: (name: string) =>
    iamFaults.noSuchEntity(`The group policy with name ${name} cannot be found.`),
  notMember: (user: string, group: string) =>
    iamFaults.noSuchEntity(`User ${user} is not in group ${group}.`),
}
