import { type Signature, signingKeyCache, verifySignature } from '@rolecall/aws-protocol'
import type { GatewayCaller, GatewayTools, RequestHead } from '../gateway-tools.ts'
import { gatewayFault } from './gateway-fault.ts'
import type { GuardedService } from './guarded-call.ts'

const signingKeys = signingKeyCache(10_000)

/** Who called, and what the signature says of the body. */
export interface Authenticated {
  /** Absent for an unsigned call. */
  readonly caller?: GatewayCaller | undefined
  /** What proves the chunks of the body. */
  readonly signingKey?: Uint8Array | undefined
  /** What the body must hash to, if it was not read yet. */
  readonly bodySha256?: string | undefined
}

/**
 * Who signed, proven by the signature. Somebody unsigned is nobody, and never root.
 *
 * @param readBody reads the body; only asked for when the signature cannot be verified without it, and only
 *   after the key was found.
 */
export async function authenticate(
  service: GuardedService,
  head: RequestHead,
  signature: Signature | undefined,
  tools: GatewayTools,
  at: number,
  readBody: () => Promise<Uint8Array>,
): Promise<Authenticated> {
  if (!signature) {
    if (service.anonymous || tools.auth === 'off') return {}
    throw gatewayFault(service, 'unsigned')
  }
  const { accessKeyId, sessionToken, scope } = signature
  if (scope.service !== service.name) throw gatewayFault(service, 'wrongService')
  const identified = await tools.identify({
    accessKeyId,
    ...(sessionToken === undefined ? {} : { sessionToken }),
  })
  if (!identified.ok) {
    if (tools.auth === 'off') return {}
    if (identified.because === 'expired') throw gatewayFault(service, 'expired')
    throw sessionToken === undefined
      ? gatewayFault(service, 'unknownKey', undefined, { AWSAccessKeyId: accessKeyId.slice(0, 128) })
      : gatewayFault(service, 'unknownToken')
  }
  const { caller, secretAccessKey } = identified
  const signingKey = signingKeys(accessKeyId, secretAccessKey, scope)
  if (tools.auth === 'off') return { caller, signingKey }
  const needsBody = signature.payload === undefined
  const request = needsBody ? { ...head, body: await readBody() } : head
  const verdict = verifySignature(signature, request, signingKey, at)
  if (!verdict.verified) throw verdict.fault
  return { caller, signingKey, bodySha256: verdict.bodySha256 }
}
