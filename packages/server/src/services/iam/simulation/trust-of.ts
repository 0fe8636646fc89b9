import { type CompiledPolicy, compilePolicy, parsePolicy } from '@rolecall/policy'
import type { ServiceContext } from '../../service-context.ts'
import { trustedRole } from '../../sts/trusted-role.ts'

/**
 * What stands for the policy of a resource that must have one, a role or a KMS key, where it is not known: as in AWS's
 * simulator, that side is then taken to allow.
 */
const anything =
  '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}}'

const unknownTrust = assumed('trust', anything.replace(',"Resource":"*"', ''))
const unknownResource = assumed('resource', anything)

/**
 * The policy of a resource that a simulation was given none for. AWS's simulator leaves trust policies out; here those
 * of roles of the caller's account take part, because without them the answer says nothing about who can assume a role.
 */
export async function trustOf(
  resource: string,
  knowsRoles: boolean,
  context: ServiceContext,
): Promise<{ policy: CompiledPolicy | undefined; isAssumed: boolean }> {
  if (/^arn:[^:]*:kms:[^:]*:[^:]*:key\//.test(resource)) return { policy: unknownResource, isAssumed: true }
  if (!/^arn:[^:]*:iam::\d{12}:role\/./.test(resource)) return { policy: undefined, isAssumed: false }
  const isOwn = knowsRoles && resource.split(':')[4] === context.account
  const found = isOwn && (await trustedRole(resource, context.transaction))
  return found
    ? { policy: found.policies.resource, isAssumed: false }
    : { policy: unknownTrust, isAssumed: true }
}

function assumed(kind: 'trust' | 'resource', text: string): CompiledPolicy {
  const parsed = parsePolicy(text, kind)
  if (!parsed.ok) throw new Error('the policy that stands for an unknown one does not parse')
  return compilePolicy(parsed.policy, 'a policy that is not known')
}
