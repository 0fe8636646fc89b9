import { audience } from './links/audience.ts'
import { clientId } from './links/client-id.ts'
import { issuer } from './links/issuer.ts'
import { principal } from './links/principal.ts'
import { provider } from './links/provider.ts'
import { role } from './links/role.ts'
import { roleAnnotation } from './links/role-annotation.ts'
import { serviceAccount } from './links/service-account.ts'
import { trustPolicy } from './links/trust-policy.ts'
import type { LinkRow } from './path.ts'
import type { PodSubject, PrincipalQuestion, Question } from './question.ts'

/** From the pod to a session of its role, in the order in which things happen. */
const ofPod: readonly LinkRow<PodSubject>[] = [
  serviceAccount,
  roleAnnotation,
  audience,
  issuer,
  provider,
  clientId,
  role,
  trustPolicy,
]

const ofPrincipal: readonly LinkRow<PrincipalQuestion>[] = [principal]

/** The links before the permission itself. */
export function chainOf(question: Question): readonly LinkRow[] {
  // Each row sees questions of its own chain only, which the type of a list of both cannot say.
  return ('principal' in question ? ofPrincipal : ofPod) as readonly LinkRow[]
}
