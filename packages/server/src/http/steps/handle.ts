import { serviceContext } from '../call-context.ts'
import type { Exchange } from '../exchange.ts'
import type { PipelineTools } from '../pipeline-tools.ts'

/** Does what was asked. */
export async function handle(exchange: Exchange, tools: PipelineTools): Promise<void> {
  const { operation, input, prepared, proof } = exchange
  const known = proof ?? prepared
  const output = await operation?.handle(input as never, serviceContext(exchange, tools), known as never)
  exchange.output = output ?? {}
}
