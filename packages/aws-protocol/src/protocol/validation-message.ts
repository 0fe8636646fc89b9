/**
 * AWS's sentence for input that breaks limits. A violation is one clause, such as `Value null at 'roleArn' …`; one that
 * is a sentence of its own, such as IAM's of names, stands alone.
 */
export function validationMessage(violations: readonly string[]): string {
  const [only = ''] = violations
  if (violations.length === 1 && !only.startsWith('Value')) return only
  const plural = violations.length === 1 ? 'error' : 'errors'
  return `${violations.length} validation ${plural} detected: ${violations.join('; ')}`
}
