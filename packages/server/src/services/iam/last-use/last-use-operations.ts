import type { Operation } from '../../operation.ts'
import { generateServiceLastAccessedDetails } from './generate-service-last-accessed-details.ts'
import { getServiceLastAccessedDetails } from './get-service-last-accessed-details.ts'
import { getServiceLastAccessedDetailsWithEntities } from './get-service-last-accessed-details-with-entities.ts'
import { listPoliciesGrantingServiceAccess } from './list-policies-granting-service-access.ts'

/** Operations on what was used, by the trail. */
export const lastUseOperations: readonly Operation[] = [
  generateServiceLastAccessedDetails,
  getServiceLastAccessedDetailsWithEntities,
  getServiceLastAccessedDetails,
  listPoliciesGrantingServiceAccess,
]
