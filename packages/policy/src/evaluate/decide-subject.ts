import type { Decision } from './decision.ts'
import { findAllow } from './find-allow.ts'
import { findDeny } from './find-deny.ts'
import { needsNoPermission } from './needs-no-permission.ts'
import type { Subject } from './read-subject.ts'
import type { Policies } from './request.ts'

/** Decides a prepared request: what needs no permission, then any Deny, then what allows. */
export function decideSubject(subject: Subject, policies: Policies): Decision {
  if (needsNoPermission(subject)) {
    const { action, resource } = subject.request
    const basis = 'needs-no-permission'
    return { allowed: true, outcome: 'allowed', basis, layer: 'identity', action, resource: resource.arn }
  }
  return findDeny(subject, policies) ?? findAllow(subject, policies)
}
