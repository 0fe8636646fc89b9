/** AWS's sentence for input that breaks limits. A violation is one clause, such as `Value null at 'roleArn' …`. */
export function validationMessage(violations: readonly string[]): string {
  const plural = violations.length === 1 ? 'error' : 'errors'
  return `${violations.length} validation ${plural} detected: ${violations.join('; ')}`
}
