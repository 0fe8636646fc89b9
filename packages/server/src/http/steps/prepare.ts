import type { PodIdentity } from '../../trail/trail-record.ts'
import { callContext } from '../call-context.ts'
import type { Exchange } from '../exchange.ts'
import type { PipelineTools } from '../pipeline-tools.ts'
import { authorize } from './authorize.ts'

/** Lets the operation do what takes long, for a caller who may make the call: nobody else costs that much. */
export async function prepare(exchange: Exchange, tools: PipelineTools): Promise<void> {
  const { caller, input, operation } = exchange
  if (!operation?.prepare) return
  if (!caller) throw new Error('authenticated before')
  await tools.store.transact((transaction) => authorize({ ...exchange, transaction }, tools))
  const context = {
    ...callContext(exchange, tools),
    caller,
    account: caller.account,
    recordPod: (pod: PodIdentity) => {
      exchange.pod = pod
    },
  }
  exchange.prepared = await operation.prepare(input as never, context)
}
