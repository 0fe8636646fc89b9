/** A decimal number of any length, kept exactly: no two different numbers of a policy ever compare as equal. */
export interface Decimal {
  readonly sign: -1 | 0 | 1
  /** Digits before the point, without leading zeros. */
  readonly whole: string
  /** Digits after the point, without trailing zeros. */
  readonly fraction: string
}

/** Integers and decimals, with a sign or without; anything before or after is no number. */
export function readDecimal(text: string): Decimal | undefined {
  const match = /^([+-]?)(\d+)(?:\.(\d+))?$/.exec(text)
  if (!match) return undefined
  const whole = match[2]!.replace(/^0+/, '')
  const fraction = trimZeros(match[3] ?? '')
  const sign = whole === '' && fraction === '' ? 0 : match[1] === '-' ? -1 : 1
  return { sign, whole, fraction }
}

function trimZeros(digits: string): string {
  let end = digits.length
  while (end > 0 && digits.charCodeAt(end - 1) === 0x30) end--
  return digits.slice(0, end)
}
