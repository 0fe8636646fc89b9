import { Fault } from '@rolecall/core'
import { DenialFault } from '../../callers/denial-fault.ts'
import type { Exchange } from '../exchange.ts'
import type { PipelineTools } from '../pipeline-tools.ts'

/**
 * Puts the sealed explanation of a denial behind AWS's text, as EC2 does. It comes after the store was left, where
 * nobody waits for it, and after the record, whose text has a bound that would cut it.
 */
export function explainDenial(exchange: Exchange, { serviceTools }: PipelineTools): void {
  const { fault } = exchange
  if (!(fault instanceof DenialFault)) return
  const encoded = serviceTools.authorizationMessages.encode(fault.denial)
  exchange.fault = new Fault(
    fault.shape,
    `${fault.message} Encoded authorization failure message: ${encoded}`,
    fault.members,
  )
}
