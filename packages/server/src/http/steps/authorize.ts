import { serviceContext } from '../call-context.ts'
import type { Exchange } from '../exchange.ts'
import type { PipelineTools } from '../pipeline-tools.ts'

/** Asks the caller's policies for every permission that the operation needs. */
export async function authorize(exchange: Exchange, tools: PipelineTools): Promise<void> {
  const context = serviceContext(exchange, tools)
  const permissions = await exchange.operation?.authorize?.(exchange.input as never, context)
  if (!permissions) throw new Error('a signed operation says which permissions it needs')
  for (const permission of permissions) context.require(permission)
}
