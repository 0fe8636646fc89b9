import { Fault } from '@rolecall/core'
import { agentFault } from '../agent-fault.ts'
import type { Answer } from './listener.ts'

/** A refusal in the form of which every SDK shows `Code` and `Message`. A bug tells nobody anything. */
export function faultAnswer(error: unknown): Answer & { readonly fault: Fault } {
  const fault = error instanceof Fault ? error : agentFault('internal')
  const { code, status } = fault.shape
  const body = JSON.stringify({ Code: code, Message: fault.message })
  return { fault, status, headers: { ...jsonHeaders, ...(status === 405 ? { allow: 'GET' } : {}) }, body }
}

const jsonHeaders = {
  'content-type': 'application/json',
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
}
