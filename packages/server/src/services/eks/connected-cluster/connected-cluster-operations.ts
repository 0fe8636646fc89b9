import { deregisterCluster } from './deregister-cluster.ts'
import { putClusterIssuer } from './put-cluster-issuer.ts'
import { registerCluster } from './register-cluster.ts'

/** Operations on clusters that run elsewhere. */
export const connectedClusterOperations = [deregisterCluster, putClusterIssuer, registerCluster]
