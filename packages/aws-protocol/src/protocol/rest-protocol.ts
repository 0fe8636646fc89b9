import type { Protocol } from './protocol.ts'
import type { RestCodec } from './rest-codec.ts'
import { restInput } from './rest-input.ts'
import { restOutput } from './rest-output.ts'
import { restRouter } from './rest-router.ts'

/** A protocol whose operations are a method and a path, and whose members travel where their traits say. */
export function restProtocol(codec: RestCodec): Protocol {
  return {
    needs: codec.needs,
    route: (service) => restRouter(service, codec),
    read: (schema) => restInput(schema, codec),
    write: (schema, service) => restOutput(schema, service, codec),
    writeFault: codec.writeFault,
    unknownOperation: codec.unknownOperation,
    invalid: codec.invalid,
  }
}
