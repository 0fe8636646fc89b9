import type { ContextValue } from '@rolecall/policy'
import type { WebIdentity } from './web-identity.ts'

/**
 * The condition keys of a token: `<host/path of the issuer>:<claim>`, for every claim whose value is text,
 * a number, a boolean, or a list of these. No claim is dropped because nobody has heard of it.
 *
 * `amr`, `aud` and `sub` are AWS's names; with `azp` present, `aud` is the `azp` and `oaud` the `aud`.
 * Source: "Available keys for AWS web identity federation", IAM User Guide.
 */
export function webIdentityKeys(identity: WebIdentity): [string, ContextValue][] {
  const { hostPath } = identity.provider
  const keys: [string, ContextValue][] = []
  for (const [claim, value] of Object.entries(identity.claims)) {
    if (claim === 'aud') continue
    const text = conditionValue(value)
    if (text !== undefined) keys.push([`${hostPath}:${claim}`, text])
  }
  const { azp } = identity.claims
  const all = sole(identity.audiences)
  const hasClient = typeof azp === 'string' && azp !== ''
  keys.push([`${hostPath}:aud`, hasClient ? azp : all])
  if (hasClient) keys.push([`${hostPath}:oaud`, all])
  keys.push(['aws:FederatedProvider', identity.provider.arn])
  return keys
}

/** A token for several audiences has a key of several values, which a condition must ask for as such. */
function sole(values: readonly string[]): ContextValue {
  const [value] = values
  return values.length === 1 && value !== undefined ? value : values
}

function conditionValue(value: unknown): ContextValue | undefined {
  if (Array.isArray(value)) {
    const texts = value.map(scalar)
    return texts.every((text) => text !== undefined) ? texts : undefined
  }
  return scalar(value)
}

function scalar(value: unknown): string | undefined {
  if (typeof value === 'string') return value
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  return undefined
}
