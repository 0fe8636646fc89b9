import { type HttpRequest, type HttpResponse, writeFault, writeOutput } from '@rolecall/aws-protocol'
import { Fault } from '@rolecall/core'
import { callFaults } from '../call-faults.ts'
import type { Door } from '../door.ts'
import type { Exchange } from '../exchange.ts'
import { pipeline } from '../pipeline.ts'
import type { PipelineTools } from '../pipeline-tools.ts'
import { presumedProtocol } from '../presumed-protocol.ts'
import { readBody, type UnreadBody } from '../read-body.ts'
import { sendBody } from '../send-body.ts'
import { serviceOf } from '../service-of.ts'

/** Twice what the largest call of these services needs. */
const largestBody = 512 * 1024

const internalFailure = { code: 'InternalFailure', status: 500, blame: 'server' } as const

const refusals: Readonly<Record<UnreadBody, () => Fault>> = {
  'too-long': () => callFaults.tooLarge(largestBody),
  'too-slow': () => callFaults.tooSlow(),
}

/** The AWS APIs of this server. It stands last and takes what no other door did. */
export function awsDoor(tools: PipelineTools): Door {
  return {
    name: 'aws',
    accepts: () => true,
    async answer(arrival, incoming, response) {
      const { head } = arrival
      const body = await readBody(incoming, largestBody)
      const unread = typeof body === 'string' ? body : undefined
      const request: HttpRequest = { ...head, body: typeof body === 'string' ? new Uint8Array() : body }
      const exchange: Exchange = { arrival, request, regardless: [], later: [] }
      if (unread) refuse(exchange, unread, tools)
      else await run(exchange, tools)
      const written = write(exchange)
      sendBody(response, written.status, written.headers, written.body)
      for (const work of exchange.later) tools.background.run(work)
    },
  }
}

/** In the shape of errors of the service that it was signed for. */
function refuse(exchange: Exchange, unread: UnreadBody, { services }: PipelineTools): void {
  const service = serviceOf(exchange.arrival.head, exchange.request, services)
  if (service) exchange.service = service
  exchange.fault = refusals[unread]()
}

async function run(exchange: Exchange, tools: PipelineTools): Promise<void> {
  try {
    await pipeline(exchange, tools)
  } catch (error) {
    tools.log.error({ requestId: exchange.arrival.requestId, error }, 'a call ended in a bug')
    exchange.fault = new Fault(
      internalFailure,
      'The request processing has failed because of an unknown error.',
    )
    exchange.later.length = 0
  }
}

function write({ service, routed, output = {}, fault, arrival }: Exchange): HttpResponse {
  const accept = arrival.head.headers.get('accept')
  if (fault)
    return writeFault(service?.model ?? presumedProtocol(arrival.head), fault, arrival.requestId, accept)
  if (!service || !routed) throw new Error('neither an answer nor a fault')
  return writeOutput(service.model, routed.operation, output, arrival.requestId, accept)
}
