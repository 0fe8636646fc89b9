import { iamFaults } from '../faults.ts'

/** Refusals about users, in AWS's words. */
export const userFaults = {
  exists: (name: string) => iamFaults.alreadyExists(`User with name ${name} already exists.`),
  mustDelete: (what: string) => iamFaults.deleteConflict(`Cannot delete entity, must delete ${what} first.`),
  inGroups: () => iamFaults.deleteConflict('Cannot delete entity, must remove users from group first.'),
  noSuchPolicy: (name: string) =>
    iamFaults.noSuchEntity(`The user policy with name ${name} cannot be found.`),
  noSuchUser: (name: string) => iamFaults.noSuchEntity(`The user with name ${name} cannot be found.`),
  notUser: () => iamFaults.validation('Must specify userName when calling with non-User credentials'),
}
