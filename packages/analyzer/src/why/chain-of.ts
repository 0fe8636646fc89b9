import { associationFor } from '../snapshot/association-for.ts'
import type { Snapshot } from '../snapshot/snapshot.ts'
import { associatedRole } from './links/associated-role.ts'
import { association } from './links/association.ts'
import { audience } from './links/audience.ts'
import { clientId } from './links/client-id.ts'
import { issuer } from './links/issuer.ts'
import { podIdentityTrustPolicy } from './links/pod-identity-trust-policy.ts'
import { principal } from './links/principal.ts'
import { provider } from './links/provider.ts'
import { role } from './links/role.ts'
import { roleAnnotation } from './links/role-annotation.ts'
import { serviceAccount } from './links/service-account.ts'
import { targetRole } from './links/target-role.ts'
import { trustPolicy } from './links/trust-policy.ts'
import type { LinkRow } from './path.ts'
import type { PodSubject, PrincipalQuestion, Question } from './question.ts'

type Chain = 'annotated' | 'associated' | 'through' | 'principal'

/** From the pod to a session of its role, in the order in which things happen. An association goes before an annotation. */
const ofPods: Readonly<Record<Exclude<Chain, 'principal'>, readonly LinkRow<PodSubject>[]>> = {
  annotated: [
    serviceAccount,
    association,
    roleAnnotation,
    audience,
    issuer,
    provider,
    clientId,
    role,
    trustPolicy,
  ],
  associated: [serviceAccount, association, associatedRole, podIdentityTrustPolicy],
  through: [serviceAccount, association, associatedRole, podIdentityTrustPolicy, targetRole],
}

const ofPrincipal: readonly LinkRow<PrincipalQuestion>[] = [principal]

/** The links before the permission itself. */
export function chainOf(snapshot: Snapshot, question: Question): readonly LinkRow[] {
  const chain = chainFor(snapshot, question)
  // Each row sees questions of its own chain only, which the type of a list of all cannot say.
  return (chain === 'principal' ? ofPrincipal : ofPods[chain]) as readonly LinkRow[]
}

function chainFor(snapshot: Snapshot, question: Question): Chain {
  if ('principal' in question) return 'principal'
  const found = associationFor(snapshot, question)
  if (found.state !== 'found') return 'annotated'
  return found.item.targetRoleArn === undefined ? 'associated' : 'through'
}
