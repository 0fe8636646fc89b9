import type { Json } from '../json/json.ts'
import { Refusal } from '../refusal.ts'

/**
 * A policy as IAM sends it, in URL encoding. Source: IAM API Reference, GetRolePolicy.
 *
 * @throws Refusal
 */
export function policyDocument(encoded: string | undefined, what: string): Json {
  try {
    return JSON.parse(decodeURIComponent(encoded ?? '')) as Json
  } catch {
    throw new Refusal(`the ${what} is no JSON as IAM holds it`)
  }
}
