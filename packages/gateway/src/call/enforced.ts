import type { Exchange } from './exchange.ts'

/**
 * Whether a denial is one. To observe is to learn what identified callers do; somebody unsigned is nobody whose
 * work would stop, and stays outside.
 */
export function enforced({ tools, caller }: Pick<Exchange, 'tools' | 'caller'>): boolean {
  return tools.auth === 'enforce' || (tools.auth === 'observe' && !caller)
}
