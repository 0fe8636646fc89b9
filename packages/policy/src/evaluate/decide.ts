import { decideSubject } from './decide-subject.ts'
import type { Decision } from './decision.ts'
import { readSubject } from './read-subject.ts'
import type { Policies, Request } from './request.ts'

/**
 * Decides one request: whether it is allowed and by what. Denied is a result.
 *
 * @throws TypeError naming the field of a request that has a wrong type.
 * @example
 * const decision = decide(
 *   {
 *     principal: { type: 'web-identity', provider: 'arn:aws:iam::111122223333:oidc-provider/oidc.example.com/id/1' },
 *     action: 'sts:AssumeRoleWithWebIdentity',
 *     resource: { arn: 'arn:aws:iam::111122223333:role/reader' },
 *     context: requestContext([['oidc.example.com/id/1:sub', 'system:serviceaccount:shop:reader']]),
 *   },
 *   { identity: [], resource: trustPolicyOfReader },
 * )
 * if (!decision.allowed) log(describeDecision(decision))
 */
export function decide(request: Request, policies: Policies): Decision {
  return decideSubject(readSubject(request), policies)
}
