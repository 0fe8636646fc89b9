import type { Decision } from '../evaluate/decision.ts'
import type { Subject } from '../evaluate/read-subject.ts'
import { describeCondition } from './describe-condition.ts'
import { describeDecision } from './describe-decision.ts'
import { describePrincipal } from './describe-principal.ts'
import type { Miss, Nearest } from './explanation.ts'
import { nameStatement } from './name-statement.ts'

/** Who may or may not do what, and why, in one line. */
export function writeSentence(subject: Subject, decision: Decision, nearest: Nearest | undefined): string {
  const verb = decision.allowed ? 'may' : 'may not'
  const where = decision.resource === '*' ? '' : ` on ${decision.resource}`
  const start = `${describePrincipal(subject.principal)} ${verb} ${decision.action}${where}: ${describeDecision(decision)}`
  if (!nearest) return start
  const misses = nearest.misses.map((miss) => describeMiss(miss, subject)).join(' and ')
  return `${start}; nearest is ${nameStatement(nearest.policy, nearest.statement)}, but ${misses}`
}

function describeMiss(miss: Miss, subject: Subject): string {
  switch (miss.part) {
    case 'principal':
      return 'it does not name the caller'
    case 'action':
      return 'it does not cover the action'
    case 'resource':
      if (miss.doubt === 'unreadable') return 'its resource cannot be read'
      if (miss.doubt === 'unresolved') return 'a variable in its resource has no value in this request'
      return `it does not cover the resource ${subject.resource.text}`
    default:
      return describeCondition(miss.condition)
  }
}
