import type { Path } from './path.ts'
import { associationName } from './pod-identity/association-name.ts'

const ofPrincipals = ['session policies that somebody passes can only take permissions away']
const ofAll = ['organization policies (SCP, RCP) and VPC endpoint policies are not looked at']

/** What an answer leaves out. */
export function notesOn({ question, association }: Path): readonly string[] {
  const own = 'principal' in question ? ofPrincipals : association ? ofPattern(association) : []
  return [...own, ...ofAll]
}

/** Whether a server that lists patterns still counts them is not to be read. */
function ofPattern(association: NonNullable<Path['association']>): readonly string[] {
  const isPattern = `${association.namespace}${association.serviceAccount}`.includes('*')
  return isPattern
    ? [
        `${associationName(association)} is of a pattern, which counts on a server that allows wildcard associations only`,
      ]
    : []
}
