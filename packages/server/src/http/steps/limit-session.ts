import { refuseSession } from '../../callers/refuse-session.ts'
import type { Exchange } from '../exchange.ts'
import type { PipelineTools } from '../pipeline-tools.ts'

/** Refuses temporary credentials where AWS takes none of their kind. */
export function limitSession({ caller, service, routed }: Exchange, { auth }: PipelineTools): void {
  if (!service || !routed) throw new Error('routed before')
  if (auth === 'off') return
  const refusal = refuseSession(caller?.session, service.model.name, routed.operation.name)
  if (refusal) throw refusal
}
