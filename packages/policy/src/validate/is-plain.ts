/** Whether a part of an ARN is written out, without wildcard or variable. */
export function isPlain(part: string | undefined): part is string {
  return part !== undefined && !/[*?]|\$\{/.test(part)
}
