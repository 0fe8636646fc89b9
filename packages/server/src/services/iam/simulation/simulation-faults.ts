import { iamFaults } from '../faults.ts'

/** Refusals of simulations, in AWS's words where they are known. */
export const simulationFaults = {
  callerNeeded: () => iamFaults.invalidInput('CallerArn is required when ResourcePolicy is given.'),
  invalidCaller: (arn: string) => iamFaults.invalidInput(`Invalid Caller Arn: ${arn}`),
  invalidContextValue: (key: string, type: string) =>
    iamFaults.invalidInput(`Invalid value for context key ${key} of type ${type}.`),
  invalidEntity: (arn: string) => iamFaults.invalidInput(`Invalid Entity Arn: ${arn}`),
  invalidPolicy: (parameter: string, because: string) =>
    iamFaults.invalidInput(`Invalid policy in ${parameter}: ${because}`),
  invalidResourceOwner: (owner: string) =>
    iamFaults.invalidInput(`'${owner}' is not a valid as a Resource Owner.`),
  notAction: (name: string) =>
    iamFaults.invalidInput(
      `Invalid action name: ${name}. It is written service:Operation, without wildcards.`,
    ),
  notArn: (name: string) => iamFaults.invalidInput(`ResourceNames are not in a valid ARN format: ${name}.`),
  tooManyResources: (most: number) => iamFaults.invalidInput(`A simulation takes up to ${most} resources.`),
}
