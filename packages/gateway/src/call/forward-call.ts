import { Fault } from '@rolecall/core'
import { type BackendAnswer, backendAnswer } from '../forward/backend-answer.ts'
import type { BackendBody } from '../forward/backend-client.ts'
import type { Exchange } from './exchange.ts'
import { gatewayFault } from './gateway-fault.ts'
import type { Outgoing } from './guarded-call.ts'

/** Codes that say the backend does not know the gateway; the caller can do nothing about it. */
const ofOurOwn = new Set([
  'AuthorizationHeaderMalformed',
  'ExpiredToken',
  'ExpiredTokenException',
  'IncompleteSignatureException',
  'InvalidAccessKeyId',
  'InvalidSignatureException',
  'InvalidToken',
  'MissingAuthenticationTokenException',
  'RequestTimeTooSkewed',
  'SignatureDoesNotMatch',
  'UnrecognizedClientException',
])

/** Sends a call to its backend. What the backend says of the call is an answer; that it says nothing is a fault. */
export async function forwardCall(
  exchange: Exchange,
  outgoing: Outgoing,
  body: BackendBody | undefined,
): Promise<BackendAnswer> {
  const { client, service, region, signal, arrival, tools } = exchange
  const { requestId } = arrival
  const own = outgoing.body && { bytes: outgoing.body, length: outgoing.body.length }
  try {
    const response = await client.send(outgoing, own ?? body, { region, service: service.name }, signal)
    const answer = await backendAnswer(response, outgoing.method, requestId)
    const { status, error } = answer
    if (error && ofOurOwn.has(error.code)) {
      tools.log.error(
        { requestId, service: service.name, code: error.code },
        'the backend refuses the gateway itself',
      )
      throw gatewayFault(service, 'unavailable')
    }
    // A redirect would lead the client past the gateway.
    if (status >= 300 && status < 400 && status !== 304) {
      response.destroy()
      tools.log.error({ requestId, service: service.name, status }, 'the backend sends elsewhere')
      throw gatewayFault(service, 'unavailable')
    }
    return answer
  } catch (error) {
    if (error instanceof Fault) throw error
    if (!signal.aborted) {
      const reason = error instanceof Error ? error.message : String(error)
      tools.log.warn({ requestId, service: service.name, reason }, 'the backend cannot be reached')
    }
    throw gatewayFault(service, 'unavailable')
  }
}
