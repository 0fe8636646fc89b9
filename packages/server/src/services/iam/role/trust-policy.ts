import type { TrustPolicy } from '../../../records/role.ts'
import type { ServiceContext } from '../../service-context.ts'
import { refuseMalformed } from '../refuse-malformed.ts'
import { boundPrincipals } from './bound-principals.ts'

/**
 * A trust policy as it is kept: with the unique ids of the roles and users it names, so that another of the
 * same name, made after they were deleted, is not trusted.
 *
 * @throws Fault MalformedPolicyDocument
 */
export async function trustPolicy(document: string, context: ServiceContext): Promise<TrustPolicy> {
  refuseMalformed(document, 'trust')
  return { document, principalIds: await boundPrincipals(document, context) }
}
