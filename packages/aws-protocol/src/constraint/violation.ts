const longest = 300

/** One clause of AWS's validation message. `undefined` is a value that must not be shown. */
export function violation(value: unknown, path: string, limit: string): string {
  const shown = value === undefined ? '' : ` '${String(value).slice(0, longest)}'`
  return `Value${shown} at '${path}' failed to satisfy constraint: ${limit}`
}
