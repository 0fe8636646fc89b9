import { partitionOf } from '@rolecall/core'
import { decide, requestContext } from '@rolecall/policy'
import { accessDenied } from '../callers/access-denied.ts'
import { resourceSide } from '../callers/resource-side.ts'
import type { Permission } from '../services/permission.ts'
import type { CallContext, ServiceContext } from '../services/service-context.ts'
import type { Exchange } from './exchange.ts'
import type { PipelineTools } from './pipeline-tools.ts'
import { requestKeys } from './request-keys.ts'

/** What an operation may use before the store is entered. */
export function callContext(exchange: Exchange, tools: PipelineTools): CallContext {
  const region = exchange.region ?? tools.defaultRegion
  const { serviceTools } = tools
  return {
    random: serviceTools.random,
    vault: serviceTools.vault,
    mint: serviceTools.mint,
    authorizationMessages: serviceTools.authorizationMessages,
    issuers: serviceTools.issuers,
    store: serviceTools.store,
    publicUrl: serviceTools.publicUrl,
    allowLoopbackHttp: serviceTools.allowLoopbackHttp,
    allowWildcardAssociations: serviceTools.allowWildcardAssociations,
    podIdentityChanges: serviceTools.podIdentityChanges,
    reader: tools.store.reader,
    region,
    partition: partitionOf(region),
    now: exchange.arrival.at,
    requestId: exchange.arrival.requestId,
  }
}

/** What an operation may use on the store. */
export function serviceContext(exchange: Exchange, tools: PipelineTools): ServiceContext {
  exchange.context ??= newContext(exchange, tools)
  return exchange.context
}

function newContext(exchange: Exchange, tools: PipelineTools): ServiceContext {
  const { transaction, caller, proof, service } = exchange
  if (!transaction) throw new Error('this step runs on the store')
  const callKeys = [...requestKeys(exchange), ...(caller?.context ?? [])]
  return {
    ...callContext(exchange, tools),
    transaction,
    callKeys,
    account: caller?.account ?? proof?.account ?? tools.defaultAccount,
    get caller() {
      if (!caller) throw new Error('an unsigned call has no caller')
      return caller
    },
    async regardless(write) {
      exchange.regardless.push(write)
      await write(transaction)
    },
    later: (work) => void exchange.later.push(work),
    require(permission: Permission) {
      if (!caller) throw new Error('an unsigned call has no permissions')
      // What an operation of these services acts on is the caller's own account's.
      const { rcps, keys } = resourceSide(permission, caller.account, caller.place)
      const identity = permission.grant
        ? [...caller.policies.identity, permission.grant]
        : caller.policies.identity
      const policies = { ...caller.policies, identity, rcps }
      const request = {
        principal: caller.principal,
        action: permission.action,
        resource: { arn: permission.resource, account: caller.account },
        context: requestContext([...callKeys, ...keys, ...(permission.context ?? [])]),
      }
      const decision = decide(request, policies)
      if (decision.allowed || tools.auth === 'off') return
      if (tools.auth === 'observe') {
        exchange.wouldDeny ??= { permission, decision }
        return
      }
      const code = service?.model.protocol === 'query' ? 'AccessDenied' : 'AccessDeniedException'
      throw accessDenied(
        { caller, request, policies, decision },
        permission.shownAs,
        code,
        service?.denialStatus,
      )
    },
  }
}
