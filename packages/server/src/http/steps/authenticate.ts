import { signingKeyCache, verifySignature } from '@rolecall/aws-protocol'
import { rootCaller } from '../../callers/root-caller.ts'
import { callFaults } from '../call-faults.ts'
import type { Exchange } from '../exchange.ts'
import { isCrossSite } from '../is-cross-site.ts'
import type { PipelineTools } from '../pipeline-tools.ts'

const signingKeys = signingKeyCache(20_000)

/** Who signed, proven by the signature. */
export async function authenticate(exchange: Exchange, tools: PipelineTools): Promise<void> {
  const { signature, request, arrival, service } = exchange
  if (!service) throw new Error('routed before')
  const { protocol, name } = service.model
  if (!signature) {
    if (tools.auth !== 'off' || isCrossSite(arrival.head)) throw callFaults.unsigned(protocol)
    exchange.caller = rootCaller(tools.defaultAccount, exchange.region ?? tools.defaultRegion)
    return
  }
  const { accessKeyId, sessionToken, scope } = signature
  if (scope.service !== name) throw callFaults.wrongScope(protocol, name)
  if (scope.region !== exchange.region && tools.auth !== 'off') throw callFaults.wrongRegion(protocol)
  const identified = await tools.identify({ accessKeyId, sessionToken }, tools.store.reader)
  if (tools.auth === 'off') {
    // Any key will do, and one of ours still says who it is.
    const root = rootCaller(tools.defaultAccount, tools.defaultRegion)
    exchange.caller = identified.ok ? identified.caller : { ...root, accessKeyId }
    return
  }
  if (!identified.ok) throw callFaults[identified.because](protocol)
  const key = signingKeys(accessKeyId, identified.secretAccessKey, scope)
  const verdict = verifySignature(signature, request, key, arrival.at)
  if (!verdict.verified) throw verdict.fault
  exchange.caller = identified.caller
}
