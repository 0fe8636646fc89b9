import type { Principal } from '../principal/principal.ts'
import type { ContextValue } from './request-context.ts'

/**
 * The keys a request has from who makes it, as entries for {@link requestContext}.
 *
 * A role session shows the ARN of its role, path included, and never its own; `aws:username` is there for
 * IAM users only; an unsigned request has no `aws:PrincipalArn` and the account `anonymous`.
 * Source: "AWS global condition context keys", IAM User Guide.
 *
 * @param tags tags of the principal, session tags included; the caller has already let session tags win.
 */
export function principalContext(
  principal: Principal,
  tags: Iterable<readonly [key: string, value: string]> = [],
): [key: string, value: ContextValue][] {
  const entries: [string, ContextValue][] = keysOf(principal)
  for (const [key, value] of tags) entries.push([`aws:PrincipalTag/${key}`, value])
  return entries
}

function keysOf(principal: Principal): [string, ContextValue][] {
  switch (principal.type) {
    case 'root':
      return signed(principal.arn, principal.account, 'Account', principal.account)
    case 'user':
      return [
        ...signed(principal.arn, principal.account, 'User', principal.id),
        ['aws:username', principal.name],
      ]
    case 'role-session':
      return signed(principal.roleArn, principal.account, 'AssumedRole', principal.id)
    case 'federated-user':
      return signed(principal.arn, principal.account, 'FederatedUser', principal.id)
    case 'service':
      return [
        ['aws:PrincipalIsAWSService', 'true'],
        ['aws:PrincipalServiceName', principal.name],
        ['aws:PrincipalServiceNamesList', [principal.name]],
      ]
    default:
      return [
        ['aws:PrincipalAccount', 'anonymous'],
        ['aws:PrincipalType', 'Anonymous'],
        ['aws:PrincipalIsAWSService', 'false'],
      ]
  }
}

function signed(arn: string, account: string, type: string, userid: string): [string, ContextValue][] {
  return [
    ['aws:PrincipalArn', arn],
    ['aws:PrincipalAccount', account],
    ['aws:PrincipalType', type],
    ['aws:userid', userid],
    ['aws:PrincipalIsAWSService', 'false'],
  ]
}
