import type { OperationSchema } from '@rolecall/aws-protocol'
import { makeBuilder } from '@smithy/core/client'
import { getEndpointPlugin } from '@smithy/core/endpoints'

/** Where an endpoint comes from, as every client of AWS has it. */
const endpoint = {
  UseFIPS: { type: 'builtInParams', name: 'useFipsEndpoint' },
  Endpoint: { type: 'builtInParams', name: 'endpoint' },
  Region: { type: 'builtInParams', name: 'region' },
  UseDualStack: { type: 'builtInParams', name: 'useDualstackEndpoint' },
} as const

/** A command of AWS's own client for an operation that AWS does not have, made as the client makes its own. */
export function extensionCommand(schema: OperationSchema): new (input: object) => object {
  const build = makeBuilder(endpoint, 'Rolecall', 'EKSClient', getEndpointPlugin as never)
  return build({}, () => [], schema[2], schema as never) as never
}
