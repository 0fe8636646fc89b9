import type { StepRow } from './progress.ts'
import { callerIdentity } from './steps/caller-identity.ts'
import { credentialSource } from './steps/credential-source.ts'
import { eksAuth } from './steps/eks-auth.ts'
import { environment } from './steps/environment.ts'
import { issuer } from './steps/issuer.ts'
import { permissions } from './steps/permissions.ts'
import { podCallerIdentity } from './steps/pod-caller-identity.ts'
import { podIdentityTrustPolicy } from './steps/pod-identity-trust-policy.ts'
import { pods } from './steps/pods.ts'
import { provider } from './steps/provider.ts'
import { serviceAccount } from './steps/service-account.ts'
import { targetRole } from './steps/target-role.ts'
import { token } from './steps/token.ts'
import { trustPolicy } from './steps/trust-policy.ts'
import { wiring } from './steps/wiring.ts'
import type { Method } from './verification.ts'

/** What is asked before it is known by which method a ServiceAccount gets its role. */
export const firstSteps: readonly StepRow[] = [serviceAccount, wiring]

/** The rest, in the order that isolates most cases. EKS Pod Identity asks nothing of an OIDC provider. */
export const stepsOf: Readonly<Record<Method, readonly StepRow[]>> = {
  irsa: [
    pods,
    environment,
    token,
    issuer,
    provider,
    trustPolicy,
    permissions,
    credentialSource,
    callerIdentity,
  ],
  'pod-identity': [
    pods,
    environment,
    token,
    issuer,
    podIdentityTrustPolicy,
    targetRole,
    permissions,
    credentialSource,
    eksAuth,
    podCallerIdentity,
  ],
}
