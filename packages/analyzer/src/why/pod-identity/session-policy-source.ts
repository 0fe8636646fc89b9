import { type CompiledSource, compileSource } from '../../policies/compile-source.ts'
import type { AssociationRecord } from '../../snapshot/snapshot.ts'
import { associationName } from './association-name.ts'

/** The session policy that an association has for its pods. With two roles it cuts what the second gives. */
export function sessionPolicySource(association: AssociationRecord): CompiledSource | undefined {
  const { policy: document } = association
  if (document === undefined) return undefined
  const label = `session policy of ${associationName(association)}`
  return compileSource({ label, kind: 'session', document }, association)
}
