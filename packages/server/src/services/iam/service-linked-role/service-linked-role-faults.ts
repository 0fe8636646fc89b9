import { iamFaults } from '../faults.ts'

/** Refusals about service-linked roles; the texts of a name that is taken and of a suffix are AWS's. */
export const serviceLinkedRoleFaults = {
  noSuchDeletion: (id: string) => iamFaults.noSuchEntity(`Deletion task ${id} cannot be found.`),
  noSuchService: (service: string) =>
    iamFaults.invalidInput(`Service-linked roles of ${service} are not supported.`),
  notTask: (id: string) => iamFaults.invalidInput(`Deletion task id ${id} is not valid.`),
  suffixNotAllowed: (service: string) =>
    iamFaults.invalidInput(`Custom suffix is not allowed for ${service}`),
  taken: (name: string) =>
    iamFaults.invalidInput(
      `Service role name ${name} has been taken in this account, please try a different suffix.`,
    ),
}
