import { needsNoPermission } from '../evaluate/needs-no-permission.ts'
import type { Subject } from '../evaluate/read-subject.ts'
import type { Situation } from './situation.ts'
import { situationOf } from './situation-of.ts'

/** The situation of a request that is known. */
export function subjectSituation(subject: Subject): Situation {
  const { principal, action, serviceLinked, crossAccount, needsResourceAllow } = subject
  return situationOf({
    principalType: principal.type,
    needsNoPermission: needsNoPermission(subject),
    rootAssumesRole: principal.type === 'root' && action === 'sts:assumerole',
    serviceLinked,
    crossAccount,
    needsResourceAllow,
  })
}
