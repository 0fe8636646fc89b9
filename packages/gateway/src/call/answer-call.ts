import type { ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'
import { writeFault } from '@rolecall/aws-protocol'
import { Fault } from '@rolecall/core'
import { endAnswer } from '@rolecall/http'
import type { BackendAnswer } from '../forward/backend-answer.ts'
import type { Exchange } from './exchange.ts'
import { gatewayFault } from './gateway-fault.ts'
import { passCall } from './pass-call.ts'
import { recordCall } from './record-call.ts'

/** Takes a call through all steps and answers it. */
export async function answerCall(exchange: Exchange, response: ServerResponse): Promise<void> {
  const { arrival, tools, incoming } = exchange
  let answer: BackendAnswer
  try {
    answer = await passCall(exchange)
  } catch (error) {
    answer = await refusal(exchange, error)
  }
  if (response.destroyed) {
    if (!ArrayBuffer.isView(answer.body)) answer.body.destroy()
    return
  }
  response.writeHead(answer.status, answer.headers)
  if (arrival.head.method === 'HEAD' || ArrayBuffer.isView(answer.body)) {
    if (!ArrayBuffer.isView(answer.body)) answer.body.resume()
    endAnswer(
      response,
      ArrayBuffer.isView(answer.body) && arrival.head.method !== 'HEAD' ? answer.body : undefined,
    )
    return
  }
  // What was begun cannot be refused any more: a broken answer ends as one, and the client sees that it does.
  await pipeline(answer.body, response).catch((error: Error) => {
    const { requestId } = arrival
    if (!incoming.destroyed) tools.log.warn({ requestId, reason: error.message }, 'an answer broke off')
  })
}

/** The record of a refusal, and then its answer. Without the record there is no answer but an internal failure. */
async function refusal(exchange: Exchange, error: unknown): Promise<BackendAnswer> {
  const { tools, service, arrival, intended, signal } = exchange
  const { requestId } = arrival
  let fault = error instanceof Fault ? error : undefined
  if (!fault) {
    tools.log.error({ requestId, error }, 'a call ended in a bug or an unwritable trail')
    fault = gatewayFault(service, 'internal')
  } else if (!(intended && signal.aborted)) {
    // Of a write whose client is gone, nobody knows whether the backend did it; the record of intent stands.
    try {
      await recordCall(exchange, { code: fault.shape.code, message: fault.message })
    } catch (unwritable) {
      tools.log.error({ requestId, error: unwritable }, 'a refusal could not be recorded')
      fault = gatewayFault(service, 'internal')
    }
  }
  const shaped = service.dialect === 's3' ? fault : asBadRequest(fault)
  const { status, headers, body } = writeFault(service.protocol, shaped, requestId)
  const bytes = typeof body === 'string' ? Buffer.from(body) : body
  return { status, headers: { ...headers, 'content-length': String(bytes.length) }, body: bytes }
}

/** The JSON services answer 400 to whatever the client did wrong. */
function asBadRequest(fault: Fault): Fault {
  const { shape, message, members } = fault
  return shape.blame === 'server' || shape.status === 400
    ? fault
    : new Fault({ ...shape, status: 400 }, message, members)
}
