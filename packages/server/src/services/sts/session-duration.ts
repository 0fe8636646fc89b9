import type { Role } from '../../records/role.ts'
import { stsFaults } from './faults.ts'

const usualSeconds = 3600
const chainedSeconds = 3600

/** How long a role's session lives. @throws Fault ValidationError when more is asked for than the role gives. */
export function sessionDuration(asked: number | undefined, role: Role, chained: boolean): number {
  const seconds = asked ?? usualSeconds
  if (chained && seconds > chainedSeconds) {
    throw stsFaults.validation(
      'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining',
    )
  }
  if (seconds > role.maxSessionDuration) {
    throw stsFaults.validation(
      'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.',
    )
  }
  return seconds
}
