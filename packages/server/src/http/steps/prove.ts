import { callContext } from '../call-context.ts'
import type { Exchange } from '../exchange.ts'
import type { PipelineTools } from '../pipeline-tools.ts'

/** Lets the operation verify the credential in its input. */
export async function prove(exchange: Exchange, tools: PipelineTools): Promise<void> {
  const proven = await exchange.operation?.prove?.(exchange.input as never, callContext(exchange, tools))
  if (!proven) throw new Error('an unsigned operation proves its caller')
  exchange.proof = proven
}
