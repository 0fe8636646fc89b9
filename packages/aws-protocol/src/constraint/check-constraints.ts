import type { ServiceModel } from '../protocol/protocol.ts'
import { protocols } from '../protocol/protocols.ts'
import type { Constraint } from './constraint.ts'

/** Throws the service's validation fault, with every violation counted, when an input breaks a limit. */
export function checkConstraints(
  model: Pick<ServiceModel, 'protocol'>,
  constraint: Constraint,
  input: unknown,
): void {
  const violations: string[] = []
  constraint(input, '', violations)
  if (violations.length > 0) throw protocols[model.protocol].invalid(violations)
}
