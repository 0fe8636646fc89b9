import { s3Fault } from './s3-fault.ts'

/** Both ends are included. */
export interface ByteRange {
  readonly start: number
  readonly end: number
}

/** `bytes=0-99`, `bytes=100-` and `bytes=-5`; anything else is no range, and the whole is meant. */
export function readRange(header: string | undefined, size: number): ByteRange | undefined {
  const [, first = '', final = ''] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? []
  if (first === '' && final === '') return undefined
  const range =
    first === ''
      ? { start: Math.max(0, size - Number(final)), end: size - 1 }
      : { start: Number(first), end: final === '' ? size - 1 : Math.min(Number(final), size - 1) }
  if (range.start > range.end) throw s3Fault('InvalidRange', { ActualObjectSize: String(size) })
  return range
}
