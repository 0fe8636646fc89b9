import type { Exchange } from './exchange.ts'
import { shortRecord } from './short-record.ts'

/**
 * Records a call; resolves when the record is durable.
 *
 * A read is recorded once, when the backend has answered and before the client is. A write is recorded before
 * it is forwarded: whatever happens then, a crash of ours included, no change is without its record. So the
 * trail may name a write that never came about, and never lacks one that did; its record says `intent`. A write
 * that fails is recorded a second time under the same request id, with its error and without that word.
 */
export async function recordCall(
  exchange: Exchange,
  error?: { readonly code: string; readonly message: string },
): Promise<void> {
  const { tools, service, arrival, call, caller, region, wouldDeny, refusedItems } = exchange
  if (!call) return
  const whole = {
    requestParameters: exchange.requestParameters ?? call.requestParameters,
    resources: exchange.resources ?? call.resources,
    ...(error ? { errorMessage: error.message } : {}),
  }
  const { omitted, ...said } = error || !caller ? shortRecord(whole) : { ...whole, omitted: {} }
  const additional = {
    ...(error || call.readOnly ? {} : { intent: true }),
    ...(wouldDeny ? { wouldDeny: { action: wouldDeny.action, resource: wouldDeny.resource } } : {}),
    ...(refusedItems ? { refusedItems } : {}),
    ...omitted,
  }
  await tools.record({
    arrival,
    caller,
    region,
    eventSource: service.eventSource,
    eventName: call.eventName,
    readOnly: call.readOnly,
    ...said,
    ...(error ? { errorCode: error.code } : {}),
    ...(Object.keys(additional).length > 0 ? { additional } : {}),
  })
}
