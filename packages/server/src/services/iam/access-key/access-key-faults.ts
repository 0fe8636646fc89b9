import { iamFaults } from '../faults.ts'

/** Refusals about access keys, in AWS's words. */
export const accessKeyFaults = {
  noSuchKey: (id: string) => iamFaults.noSuchEntity(`The Access Key with id ${id} cannot be found.`),
}
