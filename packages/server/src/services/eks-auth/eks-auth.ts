import { serviceOfOperations } from '../service-of-operations.ts'
import { assumeRoleForPodIdentity } from './assume-role-for-pod-identity.ts'
import { waitForPodIdentityChanges } from './wait-for-pod-identity-changes.ts'

/** Amazon EKS Auth, and what is ours of it. Its model gives denials the status 400. Source: EKS Auth API, 2023-11-26. */
export const eksAuth = {
  ...serviceOfOperations({ name: 'eks-auth', protocol: 'rest-json', version: '2023-11-26' }, [
    assumeRoleForPodIdentity,
    waitForPodIdentityChanges,
  ]),
  denialStatus: 400,
}
