import type { Exchange, Exchanging } from '@rolecall/analyzer'

/** A refusal of AWS as what came of an exchange. A call that got no answer at all stays a failure. @throws */
export function refusedBy(by: Exchanging, error: unknown): Exchange {
  const { name, message, Code, $metadata } = error as Error & {
    Code?: string
    $metadata?: { httpStatusCode?: number }
  }
  if ($metadata?.httpStatusCode === undefined) throw error
  return { state: 'refused', by, code: Code ?? name, message }
}
