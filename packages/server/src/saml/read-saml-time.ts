const format =
  /^(?!0000)\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,9})?Z$/

/**
 * A time as SAML writes it, `2026-11-27T08:00:00.123Z`, in milliseconds since the epoch; `undefined` for any
 * other text. Source: SAML 2.0 Core §1.3.3, which demands UTC.
 */
export function readSamlTime(text: string): number | undefined {
  if (!format.test(text)) return undefined
  const time = Date.parse(text)
  // The 31st of a month of thirty days is no time.
  return Number.isNaN(time) || !new Date(time).toISOString().startsWith(text.slice(0, 19)) ? undefined : time
}
