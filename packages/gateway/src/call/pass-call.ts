import { type HttpResponse, readSignature } from '@rolecall/aws-protocol'
import { Fault, partitionOf } from '@rolecall/core'
import { type BackendAnswer, wholeAnswer } from '../forward/backend-answer.ts'
import { authenticate } from './authenticate.ts'
import { backendOutgoing } from './backend-outgoing.ts'
import { type CallBody, callBody } from './call-body.ts'
import { enforced } from './enforced.ts'
import type { Exchange } from './exchange.ts'
import { forwardCall } from './forward-call.ts'
import { gatewayFault } from './gateway-fault.ts'
import type { ItemizedPlan, Plan } from './guarded-call.ts'
import { judge } from './judge.ts'
import { mentions } from './mentions.ts'
import { recordCall } from './record-call.ts'
import { refuseCrossSite } from './refuse-cross-site.ts'
import { requestKeys } from './request-keys.ts'

/**
 * The way of a call, in this order: signature, what it means, who signed, the region, what it needs, whether
 * that is allowed, its body, the record of a write, the backend, the record of a read. Throws a `Fault` at the
 * first step that refuses.
 */
export async function passCall(exchange: Exchange): Promise<BackendAnswer> {
  const { service, tools, arrival } = exchange
  const { head } = arrival
  refuseCrossSite(service, head, tools.auth)
  exchange.signature = readSignature(head, service.dialect)
  const misunderstood = understand(exchange)
  let raw: Uint8Array | undefined
  const authenticated = await authenticate(service, head, exchange.signature, tools, arrival.at, async () => {
    raw = await rawBody(exchange)
    return raw
  })
  exchange.caller = authenticated.caller
  checkRegion(exchange)
  if (misunderstood) throw misunderstood
  const { call } = exchange
  if (!call) throw new Error('understood, or not')
  if (call.unmapped !== undefined) refuseUnmapped(exchange, call.unmapped)
  // What must be read to be judged is read; everything else is judged first, and read only if it is allowed.
  const read = () => (raw ? wholeOf(raw) : callBody(exchange, authenticated))
  const early = call.body === 'whole' ? await read() : undefined
  const plan = await call.plan(early && ArrayBuffer.isView(early.bytes) ? early.bytes : nothing)
  exchange.resources = plan.resources
  exchange.requestParameters = plan.requestParameters
  if (plan.items) return passItems(exchange, plan.items)
  judgeAll(exchange, plan)
  const body = early ?? (await read())
  await recordIntent(exchange)
  const answer = await forwardCall(exchange, backendOutgoing(plan.outgoing, body), body)
  await recordOutcome(exchange, answer.error)
  return answer
}

const nothing = new Uint8Array()

function wholeOf(bytes: Uint8Array): CallBody {
  return { bytes, length: bytes.length, trailers: new Map() }
}

function judgeAll(exchange: Exchange, plan: Plan): void {
  const { service, tools, caller } = exchange
  if (tools.auth !== 'off') {
    // Nothing asked for is nothing allowed.
    if (plan.permissions.length === 0 && enforced(exchange)) throw gatewayFault(service, 'denied')
    const missing = judge(service, caller, plan.permissions, callKeys(exchange), tools)
    if (missing && enforced(exchange)) throw missing.fault
    exchange.wouldDeny ??= missing?.permission
  }
  if (plan.impossible) throw plan.impossible
  if (plan.unenforced !== undefined) throw gatewayFault(service, 'notImplemented', plan.unenforced)
}

async function passItems(exchange: Exchange, items: ItemizedPlan): Promise<BackendAnswer> {
  const { service, tools, caller } = exchange
  const refused = new Map<number, Fault>()
  const keys = callKeys(exchange)
  const allowed: number[] = []
  for (const [at, permissions] of items.permissions.entries()) {
    const missing = tools.auth === 'off' ? undefined : judge(service, caller, permissions, keys, tools)
    if (missing && enforced(exchange)) refused.set(at, missing.fault)
    else allowed.push(at)
    if (missing && !enforced(exchange)) exchange.wouldDeny ??= missing.permission
  }
  if (refused.size > 0) exchange.refusedItems = refused.size
  let answer: HttpResponse | undefined
  if (allowed.length > 0) {
    await recordIntent(exchange)
    const passed = await forwardCall(exchange, items.outgoing(allowed), undefined)
    await recordOutcome(exchange, passed.error)
    answer = await wholeAnswer(passed)
  } else {
    const [first] = refused.values()
    await recordCall(exchange, { code: 'AccessDenied', message: first?.message ?? '' })
  }
  const { status, headers, body } = items.answer(answer, refused)
  const bytes = typeof body === 'string' ? Buffer.from(body) : body
  return { status, headers: { ...headers, 'content-length': String(bytes.length) }, body: bytes }
}

/** Reads the head. A request that makes no sense is refused after its caller is known. */
function understand(exchange: Exchange): Fault | undefined {
  const { service, tools, backend, arrival, signature } = exchange
  const home = backend.region ?? tools.region
  exchange.region = signature?.scope.region ?? (home === 'any' ? tools.region : home)
  try {
    exchange.call = service.understand(arrival.head, {
      backend,
      region: exchange.region,
      account: tools.account,
      at: arrival.at,
      signature,
      log: tools.log,
      mentions: (key) =>
        tools.auth !== 'off' && exchange.caller !== undefined && mentions(exchange.caller.policies, key),
      ask: async (outgoing) => wholeAnswer(await forwardCall(exchange, outgoing, undefined)),
    })
    return undefined
  } catch (error) {
    if (error instanceof Fault) return error
    throw error
  }
}

function checkRegion({ service, tools, backend, region }: Exchange): void {
  const home = backend.region ?? tools.region
  const ours = home === 'any' ? tools.region : home
  // Whoever chose the partition would choose what ARNs of policies match.
  const free = /^[a-z0-9-]{1,40}$/.test(region) && partitionOf(region) === partitionOf(ours)
  if (free && (home === 'any' || region === home || tools.auth === 'off')) return
  const message =
    service.dialect === 's3'
      ? `The authorization header is malformed; the region '${region.slice(0, 40)}' is wrong; expecting '${ours}'`
      : `Credential should be scoped to a valid region, not '${region.slice(0, 40)}'.`
  throw gatewayFault(service, 'wrongRegion', message, { Region: ours })
}

function refuseUnmapped(exchange: Exchange, reason: string): void {
  const { service, call } = exchange
  if (enforced(exchange)) {
    const text = `Access Denied. This gateway maps ${call?.eventName} to no action (${reason}), so it is denied.`
    throw gatewayFault(service, 'denied', text)
  }
  exchange.wouldDeny = { action: `${service.name}:${call?.eventName}`, resource: '*' }
}

async function recordIntent(exchange: Exchange): Promise<void> {
  if (exchange.call?.readOnly !== false) return
  await recordCall(exchange)
  exchange.intended = true
}

async function recordOutcome(exchange: Exchange, error: BackendAnswer['error']): Promise<void> {
  if (!exchange.intended || error) await recordCall(exchange, error)
}

function callKeys({ arrival, region, tools }: Exchange) {
  return requestKeys(arrival, region, tools.account)
}

async function rawBody({ incoming, service }: Exchange): Promise<Uint8Array> {
  const longest = service.largestBody
  if (Number(incoming.headers['content-length'] ?? 0) > longest) throw gatewayFault(service, 'tooLarge')
  const pieces: Buffer[] = []
  let length = 0
  try {
    for await (const piece of incoming.iterator({ destroyOnReturn: false })) {
      length += (piece as Buffer).length
      if (length > longest) throw gatewayFault(service, 'tooLarge')
      pieces.push(piece as Buffer)
    }
  } catch (error) {
    throw error instanceof Fault ? error : gatewayFault(service, 'incomplete')
  }
  return Buffer.concat(pieces)
}
