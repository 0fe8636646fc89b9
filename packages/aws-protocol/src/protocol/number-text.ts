const format = /^[+-]?\d{1,30}(?:\.\d{1,30})?(?:[eE][+-]?\d{1,3})?$/

/**
 * Reads a number. The schemas tell integers from fractions no more, so `NaN` and `Infinity`, which pass every
 * comparison with a limit, are refused, and so is an integer that a double cannot hold exactly.
 */
export function numberText(text: string): number | undefined {
  if (!format.test(text)) return undefined
  const value = Number(text)
  if (!Number.isFinite(value) || (Number.isInteger(value) && !Number.isSafeInteger(value))) return undefined
  return value
}
