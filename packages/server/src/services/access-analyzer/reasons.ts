import type { ReasonSummary } from '@aws-sdk/client-accessanalyzer'
import type { AccessCheck } from '@rolecall/policy'

/** The statements for which a check does not pass, as Access Analyzer writes them; of one that is not sure it says so. */
export function reasonsOf({ reasons, exhausted }: AccessCheck, what: string): ReasonSummary[] {
  return reasons.map(({ statement, sid, denied }) => {
    const where = sid === undefined ? `index: ${statement}` : `sid: ${sid}`
    const more = [
      denied ? ' A Deny of the existing policy is not seen to be kept.' : '',
      exhausted ? ' The policies are too large to be looked into to the end.' : '',
    ]
    return {
      description: `${what} in the statement with ${where}.${more.join('')}`,
      statementIndex: statement,
      ...(sid === undefined ? {} : { statementId: sid }),
    }
  })
}
