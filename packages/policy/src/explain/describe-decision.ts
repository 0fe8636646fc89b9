import type { Decision } from '../evaluate/decision.ts'
import type { Layer } from '../evaluate/request.ts'
import { nameStatement } from './name-statement.ts'

const lacking: Readonly<Record<Layer, string>> = {
  identity: 'no identity policy allows',
  boundary: 'the permissions boundary does not allow',
  session: 'no session policy allows',
  resource: 'no policy of the resource allows',
  scp: 'no service control policy allows',
  rcp: 'no resource control policy allows',
}

/**
 * One short line: what decided, and how.
 *
 * @example
 * describeDecision(decision) // 'statement "ReadReports" of arn:aws:iam::111122223333:policy/reports allows s3:GetObject'
 */
export function describeDecision(decision: Decision): string {
  const { action, basis, policy, statement, outcome } = decision
  if (policy && statement !== undefined) {
    const verb = outcome === 'allowed' ? 'allows' : 'denies'
    return `${nameStatement(policy, statement)} ${verb} ${action}`
  }
  if (basis === 'root-user') return `the root user needs no policy for ${action}`
  if (basis === 'needs-no-permission') return `${action} needs no permission`
  if (basis === 'root-assumes-no-role') return 'roles may not be assumed by root accounts'
  return `${isTrust(decision) ? 'the trust policy does not allow' : lacking[decision.layer]} ${action}`
}

/** Whose policy of a resource is a trust policy: a role that is to be assumed. */
function isTrust({ layer, action, resource }: Decision): boolean {
  return layer === 'resource' && /^sts:/i.test(action) && /^arn:[^:]*:iam::[^:]*:role\//.test(resource)
}
