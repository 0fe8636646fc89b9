import { iamFaults } from '../faults.ts'
import { iamQuotas } from '../quotas.ts'
import { refuseMalformed } from '../refuse-malformed.ts'

/** A document that a managed policy may have. @throws Fault MalformedPolicyDocument or LimitExceeded */
export function managedPolicyDocument(document: string): string {
  refuseMalformed(document, 'identity')
  if (document.replace(/\s/g, '').length > iamQuotas.managedPolicySize) {
    throw iamFaults.quotaExceeded('PolicySize', iamQuotas.managedPolicySize)
  }
  return document
}
