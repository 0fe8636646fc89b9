import type { CompiledStatement } from '../compile/compiled-policy.ts'
import type { Subject } from './read-subject.ts'

/** Whether a statement speaks about a request, leaving aside whom it names. */
export function statementApplies(statement: CompiledStatement, subject: Subject): boolean {
  if (!statement.action.matches(subject.action)) return false
  if (statement.resource && !statement.resource.matches(subject.resource, subject.context)) return false
  for (const condition of statement.conditions) if (!condition.holds(subject.context)) return false
  return true
}
