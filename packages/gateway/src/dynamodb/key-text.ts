import { Fault } from '@rolecall/core'

/**
 * The value of a key as policies see it. Numbers have one spelling: `1.0` and `10e-1` are the key `1` to
 * DynamoDB, and must be to a policy that names it.
 */
export function keyText(value: unknown): string {
  const { S, N, B } = (value ?? {}) as { S?: unknown; N?: unknown; B?: unknown }
  if (typeof S === 'string') return S
  if (typeof N === 'string') return plainNumber(N)
  if (B instanceof Uint8Array) return Buffer.from(B).toString('base64')
  throw invalid()
}

function plainNumber(text: string): string {
  const [, sign, whole = '', fraction = '', power = '0'] =
    /^([+-]?)(\d{0,200})(?:\.(\d{0,200}))?(?:[eE]([+-]?\d{1,4}))?$/.exec(text) ?? []
  const digits = (whole + fraction).replace(/^0+/, '')
  if (sign === undefined || whole + fraction === '') throw invalid()
  if (digits === '') return '0'
  const significant = digits.replace(/0+$/, '')
  // The place of the point, counted from the first significant digit.
  const point = digits.length - fraction.length + Number(power)
  if (Math.abs(point) > 200) throw invalid()
  const minus = sign === '-' ? '-' : ''
  if (point <= 0) return `${minus}0.${'0'.repeat(-point)}${significant}`
  if (point >= significant.length) return `${minus}${significant}${'0'.repeat(point - significant.length)}`
  return `${minus}${significant.slice(0, point)}.${significant.slice(point)}`
}

function invalid(): Fault {
  return new Fault(
    { code: 'ValidationException', status: 400, blame: 'client' },
    'One or more parameter values were invalid: a key must be a string, a number or binary',
  )
}
