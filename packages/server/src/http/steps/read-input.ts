import { readInput as readModelInput } from '@rolecall/aws-protocol'
import type { Exchange } from '../exchange.ts'

/** Reads the input by the operation's schema, and holds it against the limits of its row. */
export function readInput(exchange: Exchange): void {
  const { service, routed, operation, request } = exchange
  if (!service || !routed || !operation) throw new Error('routed before')
  exchange.input = readModelInput(
    service.model,
    routed.operation,
    request,
    routed.labels,
    operation.constraint,
  )
}
