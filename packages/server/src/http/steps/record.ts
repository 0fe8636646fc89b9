import { randomUUID } from 'node:crypto'
import { principalId } from '../../callers/principal-id.ts'
import type { Exchange } from '../exchange.ts'
import type { PipelineTools } from '../pipeline-tools.ts'
import { recordedCall } from '../recorded-call.ts'

/**
 * Writes the call's record into the transaction of the call. A request that names no operation we know is no
 * call: it leaves no record, so that nobody fills the trail with names of their own.
 */
export async function record(exchange: Exchange, tools: PipelineTools): Promise<void> {
  const { service, operation, routed, transaction, arrival, caller, proof, input } = exchange
  if (!service || !operation || !routed || !transaction) return
  const id = randomUUID()
  const account = caller?.account ?? proof?.account ?? tools.defaultAccount
  const region = service.isGlobal ? tools.defaultRegion : (exchange.region ?? tools.defaultRegion)
  await transaction.record({
    account,
    region,
    time: arrival.at,
    id,
    name: routed.operation.name,
    source: service.eventSource,
    category: 'Management',
    readOnly: operation.trail.readOnly,
    username: caller?.username ?? proof?.username,
    accessKeyId: caller?.accessKeyId,
    principalId: caller ? principalId(caller.principal) : undefined,
    resources: (input !== undefined && operation.trail.resources?.(input as never)) || [],
    record: recordedCall({ exchange, service, operation, id, account, region }),
  })
}
