import type { CompiledStatement } from '@rolecall/policy'
import type { KnownContext } from './known-context.ts'

/** Whether a statement names sessions of the caller's role, and nobody knows whether the caller's is one of them. */
export function namesSession({ source }: CompiledStatement, { sessionsOf }: KnownContext): boolean {
  const entries = source.principal?.entries ?? []
  return sessionsOf !== undefined && entries.some(({ term }) => term.value.startsWith(sessionsOf))
}
