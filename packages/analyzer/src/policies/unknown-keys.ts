import type { CompiledStatement } from '@rolecall/policy'
import type { KnownContext } from './known-context.ts'
import { namesSession } from './names-session.ts'

/** The unknown keys that a statement asks for. One that names a session asks for its name. */
export function unknownKeys(statement: CompiledStatement, known: KnownContext): string[] {
  const ofConditions = statement.conditions.flatMap((condition) => condition.keys)
  const keys = [...ofConditions, ...(statement.resource?.keys ?? [])].filter((key) => known.isUnknown(key))
  return namesSession(statement, known) ? [...keys, 'sts:rolesessionname'] : keys
}
