/** What would decide an answer that turns on keys nobody knows. */
export function askFor(keys: readonly string[]): { fix?: string } {
  return keys.length === 0 ? {} : { fix: `say what the request will have for ${keys.join(', ')}` }
}
