import { parsePolicy, refusePolicy } from '@rolecall/policy'
import type { Json } from '../json/json.ts'

/**
 * What is wrong with an inline policy, at its place in the file: said before anything is changed, for IAM would
 * refuse it in the middle of an apply, without a place.
 */
export function checkPolicy(
  document: Readonly<Record<string, Json>>,
  path: string,
): (readonly [path: string, message: string])[] {
  const text = JSON.stringify(document)
  const parsed = parsePolicy(text, 'identity')
  if (!parsed.ok)
    return parsed.findings.map((finding) => [`${path}${written(finding.path)}`, finding.message])
  const refusal = refusePolicy(text, 'identity')
  return refusal ? [[path, refusal.message]] : []
}

function written(steps: readonly (string | number)[]): string {
  return steps.map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`)).join('')
}
