const format = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/

/** ISO 8601's basic format in whole seconds, as in `X-Amz-Date`: `20150830T123600Z`. */
export const amzDate = {
  /** Milliseconds since the epoch, or `undefined` for text that is no such time. */
  parse(text: string): number | undefined {
    const [, year, month, day, hour, minute, second] = format.exec(text) ?? []
    if (second === undefined) return undefined
    const time = Date.UTC(+year!, +month! - 1, +day!, +hour!, +minute!, +second)
    // Date.UTC turns 31 February into March; a time that does not come out as it went in is none.
    return amzDate.format(time) === text ? time : undefined
  },

  /** Fractions of a second are cut off. */
  format(time: number): string {
    const iso = new Date(time).toISOString()
    return `${iso.slice(0, 4)}${iso.slice(5, 7)}${iso.slice(8, 13)}${iso.slice(14, 16)}${iso.slice(17, 19)}Z`
  },
}
