import { iamFaults } from '../faults.ts'

/** Refusals about reports of last access. */
export const lastUseFaults = {
  noSuchJob: (id: string) => iamFaults.noSuchEntity(`The job with id ${id} cannot be found.`),
  noSuchSubject: (arn: string) => iamFaults.noSuchEntity(`ARN ${arn} cannot be found.`),
  notSubject: (arn: string) => iamFaults.invalidInput(`ARN ${arn} is not valid.`),
}
