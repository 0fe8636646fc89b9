import { InvalidParameterException$, ValidationException$ } from '@aws-sdk/client-accessanalyzer'
import { faultOf, validationMessage } from '@rolecall/aws-protocol'

interface Field {
  readonly name: string
  readonly message: string
}

const invalid = (message: string, fieldList: readonly Field[]) =>
  faultOf(ValidationException$, message, { reason: 'fieldValidationFailed', fieldList })

/** Access Analyzer's refusals: its codes and members; the texts are ours where AWS documents none. */
export const analyzerFaults = {
  invalidField: (name: string, message: string) => invalid(message, [{ name, message }]),
  /** Of input that breaks limits, told by the clauses of AWS's sentence for that. */
  invalidFields: (violations: readonly string[]) =>
    invalid(
      validationMessage(violations),
      violations.map((message) => ({ name: pathOf(message), message })),
    ),
  invalidPolicy: (parameter: string, because: string) =>
    faultOf(InvalidParameterException$, `Invalid policy in ${parameter}: ${because}`),
}

/** What stands behind the value, which may hold anything. */
function pathOf(violation: string): string {
  const end = violation.lastIndexOf("' failed to satisfy constraint: ")
  return violation.slice(violation.lastIndexOf("'", end - 1) + 1, end)
}
